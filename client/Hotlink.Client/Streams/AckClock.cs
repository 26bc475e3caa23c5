namespace Hotlink.Client.Streams;

/// <summary>When a receiver acknowledges (reliable-streams, section 4). Not thread-safe.</summary>
internal sealed class AckClock
{
    private const int BytesAtOnce = 256 * 1024;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan GapDelay = TimeSpan.FromMilliseconds(20);
    private TimeSpan? _at;
    private long _bytes;

    /// <summary>Whether an acknowledgement waits to be written.</summary>
    public bool IsDue { get; private set; }

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan? Deadline => IsDue ? null : _at;

    /// <summary>Data has come.</summary>
    public void Data(int cost, bool hasGap, TimeSpan now)
    {
        _bytes += cost;
        IsDue |= _bytes >= BytesAtOnce;
        _at ??= now + (hasGap ? GapDelay : Delay);
    }

    /// <summary>There is something to tell, not urgently.</summary>
    public void Soon(TimeSpan now) => _at ??= now + Delay;

    /// <summary>There is something to tell at once.</summary>
    public void Now() => IsDue = true;

    /// <summary>Says so where it is time.</summary>
    public void Advance(TimeSpan now) => IsDue |= _at <= now;

    /// <summary>An acknowledgement is written. While frames are missing the next one is due soon.</summary>
    public void Taken(bool hasGap, TimeSpan now)
    {
        (IsDue, _bytes) = (false, 0);
        _at = hasGap ? now + GapDelay : null;
    }

    /// <summary>Nothing is to be told.</summary>
    public void Stop() => (IsDue, _at, _bytes) = (false, null, 0);
}
