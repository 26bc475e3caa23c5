namespace Hotlink.Client.Streams;

/// <summary>The frames of a session that are under way, by number. Bounded; its memory is kept for the next ones. Not thread-safe.</summary>
internal sealed class SentFrames(int maxCount)
{
    private SentFrame[] _frames = new SentFrame[16];
    private int _count;

    /// <summary>The number of the first frame that is held, or of the next one to be added.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The number of the next frame.</summary>
    public long Next => First + _count;

    /// <summary>Whether no more can be added.</summary>
    public bool IsFull => _count >= maxCount;

    /// <summary>Whether none is under way.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The frame with a number that is held.</summary>
    public ref SentFrame this[long seq] => ref _frames[(int)(seq & (_frames.Length - 1))];

    /// <summary>Whether a number is held.</summary>
    public bool Holds(long seq) => seq >= First && seq < Next;

    /// <summary>Adds a frame and gives it the next number.</summary>
    public long Add(in SentFrame frame)
    {
        if (_count == _frames.Length)
        {
            Grow();
        }

        var seq = Next;
        _count++;
        this[seq] = frame;
        return seq;
    }

    /// <summary>Lets go of the frames up to a number.</summary>
    public void FreeTo(long seq)
    {
        var freed = (int)Math.Clamp(seq - First + 1, 0, _count);
        First += freed;
        _count -= freed;
    }

    /// <summary>Begins again with a number, empty.</summary>
    public void Restart(long first) => (First, _count) = (first, 0);

    private void Grow()
    {
        var larger = new SentFrame[_frames.Length * 2];
        for (var seq = First; seq < Next; seq++)
        {
            larger[(int)(seq & (larger.Length - 1))] = this[seq];
        }

        _frames = larger;
    }
}
