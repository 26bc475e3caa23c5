using Mpc3.Sharing;
using Mpc3.Transport;

namespace Mpc3.Computations;

/// <summary>Sorts the vectors of all parties into one, without anybody learning who had what: a network of comparisons on shared bits.</summary>
internal sealed class Sorting : IComputation
{
    private const int WordBits = 64;

    public async Task<ulong[]> RunAsync(ShareProtocol protocol, ulong[] mine, CancellationToken cancellationToken)
    {
        var all = Shares.Zero(0);
        for (var owner = 0; owner < PartyNetwork.Parties; owner++)
        {
            all = Shares.Concat(all, await protocol.InputAsync(owner, mine, mine.Length, additive: false, cancellationToken));
        }

        foreach (var layer in SortingNetwork.LayersFor(all.Length))
        {
            await SortPairsAsync(protocol, all, layer, cancellationToken);
        }

        return await protocol.OpenAsync(all, additive: false, cancellationToken);
    }

    public ulong[] Plain(IReadOnlyList<ulong[]> inputs) => [.. inputs.SelectMany(input => input).Order()];

    private static async Task SortPairsAsync(ShareProtocol protocol, Shares all, SortingLayer layer, CancellationToken cancellationToken)
    {
        var (low, high) = (all.Gather(layer.Low), all.Gather(layer.High));
        var wrong = await IsLessAsync(protocol, high, low, cancellationToken);
        var swap = await protocol.AndAsync(wrong, low.Xor(high), cancellationToken);
        all.Scatter(layer.Low, low.Xor(swap));
        all.Scatter(layer.High, high.Xor(swap));
    }

    /// <summary>All bits of a word are one where a is less than b, in seven rounds: doubling runs of equal bits decide from the top.</summary>
    private static async Task<Shares> IsLessAsync(ShareProtocol protocol, Shares a, Shares b, CancellationToken cancellationToken)
    {
        var differs = a.Xor(b);
        var less = await protocol.AndAsync(differs, b, cancellationToken);
        var equal = Not(differs, protocol.Party);
        for (var run = 1; run < WordBits; run *= 2)
        {
            var shift = run;
            var lower = Shares.Concat(less.Select(word => word << shift), ShiftInOnes(equal, shift, protocol.Party));
            var both = await protocol.AndAsync(Shares.Concat(equal, equal), lower, cancellationToken);
            var (lessBelow, equalBelow) = both.Split(less.Length);
            (less, equal) = (less.Xor(lessBelow), equalBelow);
        }

        return less.Select(word => 0 - (word >> (WordBits - 1)));
    }

    private static Shares ShiftInOnes(Shares x, int shift, int party)
    {
        var ones = (1UL << shift) - 1;
        return XorPublic(x.Select(word => word << shift), ones, party);
    }

    private static Shares Not(Shares x, int party) => XorPublic(x, ulong.MaxValue, party);

    // A known word goes into the first of the three parts: party 0 holds that as its own, party 2 as the next.
    private static Shares XorPublic(Shares x, ulong known, int party) => party switch
    {
        0 => x with { Own = Array.ConvertAll(x.Own, word => word ^ known) },
        2 => x with { Next = Array.ConvertAll(x.Next, word => word ^ known) },
        _ => x,
    };
}
