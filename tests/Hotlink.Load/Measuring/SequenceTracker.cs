namespace Hotlink.Load.Measuring;

/// <summary>
/// Follows the numbers of one stream, which start at 1, and tells what came twice and what came late. Remembers which of the last 65,536
/// came; older ones that turn up count as duplicates. Not thread-safe.
/// </summary>
internal sealed class SequenceTracker
{
    /// <summary>How far back it can tell late from twice.</summary>
    public const int Memory = 65_536;

    private const int WordBits = 64;

    // Bit n stands for every number that is n modulo Memory. Made at the first gap: most streams have none.
    private ulong[]? _missing;

    /// <summary>The highest number that came.</summary>
    public ulong Highest { get; private set; }

    /// <summary>How many different numbers came.</summary>
    public long Distinct { get; private set; }

    /// <summary>How many came again.</summary>
    public long Duplicates { get; private set; }

    /// <summary>How many came after a higher one.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>Takes a number that came.</summary>
    /// <returns>Whether it is a new one.</returns>
    public bool Take(ulong number)
    {
        if (number == Highest + 1)
        {
            Clear(number);
        }
        else if (number > Highest)
        {
            MarkMissing(Highest + 1, number);
            Clear(number);
        }
        else if (IsMissing(number))
        {
            Clear(number);
            OutOfOrder++;
        }
        else
        {
            Duplicates++;
            return false;
        }

        Highest = Math.Max(Highest, number);
        Distinct++;
        return true;
    }

    private bool IsMissing(ulong number) =>
        _missing is not null && number > 0 && number + Memory > Highest && (_missing[WordOf(number)] & BitOf(number)) != 0;

    private void MarkMissing(ulong from, ulong before)
    {
        _missing ??= new ulong[Memory / WordBits];
        for (var number = Math.Max(from, before > Memory ? before - Memory : 0); number < before; number++)
        {
            _missing[WordOf(number)] |= BitOf(number);
        }
    }

    private void Clear(ulong number)
    {
        if (_missing is not null)
        {
            _missing[WordOf(number)] &= ~BitOf(number);
        }
    }

    private static int WordOf(ulong number) => (int)(number % Memory / WordBits);

    private static ulong BitOf(ulong number) => 1UL << (int)(number % WordBits);
}
