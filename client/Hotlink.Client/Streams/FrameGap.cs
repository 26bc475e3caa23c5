namespace Hotlink.Client.Streams;

/// <summary>
/// Keeps frames apart that a peer without reliable streams gets: a Go client hands each of them to a task of its own, and two that run at
/// once may write to its application in the wrong order (pitfall 105). Pure. Not thread-safe.
/// </summary>
/// <param name="gap">The least time between two frames; zero keeps nothing apart.</param>
internal sealed class FrameGap(TimeSpan gap)
{
    private const int BytesPerMillisecond = 64 * 1024;
    private TimeSpan _until;

    /// <summary>When the next frame may go, where that isn't now.</summary>
    public TimeSpan? Deadline { get; private set; }

    /// <summary>Whether a frame may go now.</summary>
    public bool IsOpen(TimeSpan now)
    {
        Deadline = now < _until ? _until : null;
        return Deadline is null;
    }

    /// <summary>A frame goes. The longer it is, the longer its receiver is busy with it.</summary>
    public void Taken(int bytes, TimeSpan now) =>
        _until = gap == TimeSpan.Zero ? default : now + gap + TimeSpan.FromMilliseconds((double)bytes / BytesPerMillisecond);
}
