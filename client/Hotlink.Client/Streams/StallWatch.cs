namespace Hotlink.Client.Streams;

/// <summary>
/// Notices that a stream stands still, and says so once for each cause until it moves again. Pure. Not thread-safe.
/// </summary>
internal sealed class StallWatch(TimeSpan patience)
{
    private TimeSpan _since;
    private TimeSpan? _at;

    /// <summary>Who holds the stream up; nobody while it moves.</summary>
    public HotlinkStallCause Cause { get; private set; }

    /// <summary>When <see cref="Check"/> has something to say.</summary>
    public TimeSpan? Deadline => _at;

    /// <summary>Looks at the stream after a step.</summary>
    /// <param name="isWaiting">Whether it has anything to move.</param>
    /// <param name="lastProgress">When it moved last.</param>
    /// <param name="now">The time.</param>
    public void Update(bool isWaiting, TimeSpan lastProgress, TimeSpan now)
    {
        if (!isWaiting)
        {
            (_at, Cause) = (null, HotlinkStallCause.None);
        }
        else if (_at is null)
        {
            _since = now;
            _at = now + patience;
        }

        if (lastProgress > _since && _at is not null)
        {
            (_since, _at, Cause) = (lastProgress, lastProgress + patience, HotlinkStallCause.None);
        }
    }

    /// <summary>Whether a cause is to be told: it stands still, and this was not said yet.</summary>
    public bool Check(HotlinkStallCause cause, TimeSpan now)
    {
        if (_at is not { } at || at > now)
        {
            return false;
        }

        _at = now + patience;
        var isNew = cause != Cause;
        Cause = cause;
        return isNew && cause != HotlinkStallCause.None;
    }
}
