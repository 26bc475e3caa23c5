using System.Buffers;

namespace Hotlink.Client.Streams;

/// <summary>
/// Puts the frames of one session into order by their numbers. Holds what comes early, a bounded number ahead; the bytes are bounded by
/// whoever asks. Not thread-safe.
/// </summary>
internal sealed class ReorderBuffer(int maxAhead)
{
    private HeldFrame[] _held = new HeldFrame[16];

    /// <summary>The number of the next frame in order.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The highest number seen.</summary>
    public long High { get; private set; }

    /// <summary>How many frames are held.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes are held.</summary>
    public int Bytes { get; private set; }

    /// <summary>Says what is to be done with a frame. Changes nothing.</summary>
    public FramePlace PlaceOf(long seq) =>
        seq < Next ? FramePlace.Repeated
        : seq == Next && Count == 0 ? FramePlace.Next
        : seq - Next >= maxAhead ? FramePlace.TooFar
        : seq - Next < _held.Length && Slot(seq).Buffer is not null ? FramePlace.Repeated
        : seq == Next ? FramePlace.Next
        : FramePlace.Early;

    /// <summary>Counts the next frame as delivered.</summary>
    public void Pass()
    {
        High = Math.Max(High, Next);
        Next++;
    }

    /// <summary>Holds a frame whose place is <see cref="FramePlace.Early"/>, or that must not be delivered yet.</summary>
    public void Hold(long seq, in HeldFrame frame)
    {
        while (seq - Next >= _held.Length)
        {
            Grow();
        }

        Slot(seq) = frame;
        High = Math.Max(High, seq);
        Count++;
        Bytes += frame.Length;
    }

    /// <summary>Takes the next frame in order, where it is held. The caller returns its buffer to the pool.</summary>
    public bool TryTakeNext(out HeldFrame frame)
    {
        frame = Slot(Next);
        if (frame.Buffer is null)
        {
            return false;
        }

        Slot(Next) = default;
        Count--;
        Bytes -= frame.Length;
        Pass();
        return true;
    }

    /// <summary>The frames that are missing below the highest one, from the lowest on.</summary>
    public SeqRange[] Missing(int maxRanges)
    {
        if (Count == 0)
        {
            return [];
        }

        var ranges = new List<SeqRange>();
        for (var seq = Next; seq < High && ranges.Count < maxRanges; seq++)
        {
            if (Slot(seq).Buffer is not null)
            {
                continue;
            }

            var first = seq;
            while (Slot(seq + 1).Buffer is null && seq + 1 < High)
            {
                seq++;
            }

            ranges.Add(new(first, seq));
        }

        return [.. ranges];
    }

    /// <summary>Lets go of everything and begins again at 1.</summary>
    public void Restart()
    {
        for (var seq = Next; Count > 0 && seq <= High; seq++)
        {
            if (Slot(seq).Buffer is { } buffer)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                Slot(seq) = default;
                Count--;
            }
        }

        (Next, High, Count, Bytes) = (1, 0, 0, 0);
    }

    private ref HeldFrame Slot(long seq) => ref _held[(int)(seq & (_held.Length - 1))];

    private void Grow()
    {
        var larger = new HeldFrame[_held.Length * 2];
        for (var seq = Next; seq < Next + _held.Length; seq++)
        {
            larger[(int)(seq & (larger.Length - 1))] = Slot(seq);
        }

        _held = larger;
    }
}
