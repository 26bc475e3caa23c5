namespace Hotlink.Client.Streams;

/// <summary>
/// When a sender asks its receiver for a sign of life, and when it gives the session up (reliable-streams, section 4). Measures the
/// round trip on the way. Not thread-safe.
/// </summary>
internal sealed class ProbeClock
{
    /// <summary>How long nothing may be answered.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How often an idle session is probed.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);
    private TimeSpan _interval = First;
    private TimeSpan? _at;
    private TimeSpan? _unansweredSince;

    /// <summary>The number of the last probe; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>When the last probe was sent.</summary>
    public TimeSpan LastSentAt { get; private set; }

    /// <summary>The last measured round trip; zero before the first.</summary>
    public TimeSpan RoundTrip { get; private set; }

    /// <summary>Whether a probe waits to be written.</summary>
    public bool IsDue { get; private set; }

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan? Deadline => Earliest.Of(IsDue ? null : _at, _unansweredSince + Patience);

    /// <summary>A session begins: its probes are numbered from 1.</summary>
    public void Start(TimeSpan now)
    {
        (Last, IsDue, _unansweredSince, _interval) = (0, false, null, First);
        _at = now + First;
    }

    /// <summary>A greeting was answered: the first measure of the round trip.</summary>
    public void Measured(TimeSpan roundTrip) => RoundTrip = roundTrip;

    /// <summary>Nothing is probed until the next session.</summary>
    public void Stop() => (_at, _unansweredSince, IsDue) = (null, null, false);

    /// <summary>The receiver has answered. Where something came forward, the next probe is as far off as it can be.</summary>
    /// <param name="probe">The probe that it had seen.</param>
    /// <param name="isProgress">Whether the stream came forward.</param>
    /// <param name="isWaiting">Whether the sender waits for anything.</param>
    /// <param name="now">The time.</param>
    public void Answered(long probe, bool isProgress, bool isWaiting, TimeSpan now)
    {
        if (probe == Last && _unansweredSince is not null && Last > 0)
        {
            RoundTrip = now - LastSentAt;
        }

        _unansweredSince = null;
        if (isProgress)
        {
            _interval = First;
        }

        if (!isWaiting)
        {
            _at = now + Idle;
        }
        else if (isProgress || _at > now + _interval)
        {
            _at = now + _interval;
        }
    }

    /// <summary>The sender begins to wait for something: it won't do so for as long as when idle.</summary>
    public void Waiting(TimeSpan now)
    {
        if (_at is { } at && at > now + _interval)
        {
            _at = now + _interval;
        }
    }

    /// <summary>Asks for a probe where it is time.</summary>
    /// <returns>Whether the session has to be given up.</returns>
    public bool Advance(TimeSpan now, bool isWaiting)
    {
        if (_unansweredSince + Patience <= now)
        {
            return true;
        }

        if (_at <= now)
        {
            IsDue = true;
            _at = now + (isWaiting ? _interval : Idle);
            _interval = _interval * 2 > Longest ? Longest : _interval * 2;
        }

        return false;
    }

    /// <summary>The probe that waits is written.</summary>
    public long Take(TimeSpan now)
    {
        IsDue = false;
        LastSentAt = now;
        _unansweredSince ??= now;
        return ++Last;
    }
}
