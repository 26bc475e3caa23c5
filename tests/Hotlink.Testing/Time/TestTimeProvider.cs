namespace Hotlink.Testing.Time;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire in order, on the thread that moves it. The frequency of its timestamps is
/// odd, so that code which takes timestamps for ticks or milliseconds fails. Thread-safe.
/// </summary>
public sealed class TestTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;

    /// <summary>Starts at noon of an ordinary day, unless told otherwise.</summary>
    public TestTimeProvider(DateTimeOffset? start = null) => _start = start ?? new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => 9_765_433;

    /// <summary>How far the clock was moved.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)((Int128)Elapsed.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether a timer is set for that long from now: what it is to end has begun.</summary>
    public bool HasTimerIn(TimeSpan due)
    {
        lock (_gate)
        {
            return _timers.Exists(timer => timer.Due == _elapsed + due);
        }
    }

    /// <summary>Moves the clock, and a thousandth of a second further: timestamps are rounded down.</summary>
    public void Advance(TimeSpan by)
    {
        var end = Elapsed + by + TimeSpan.FromMilliseconds(1);
        while (TakeDue(end) is { } due)
        {
            due.Fire();
        }
    }

    internal void Schedule(TestTimer timer, TimeSpan dueIn, TimeSpan period)
    {
        lock (_gate)
        {
            timer.Due = dueIn < TimeSpan.Zero ? null : _elapsed + dueIn;
            timer.Period = period > TimeSpan.Zero ? period : null;
            _timers.Remove(timer);
            if (timer.Due is not null)
            {
                _timers.Add(timer);
            }
        }
    }

    private TestTimer? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(candidate => candidate.Due <= end).MinBy(candidate => candidate.Due);
            if (timer is null)
            {
                _elapsed = end;
                return null;
            }

            _elapsed = timer.Due!.Value > _elapsed ? timer.Due.Value : _elapsed;
            timer.Due = timer.Period is { } period ? timer.Due + period : null;
            if (timer.Due is null)
            {
                _timers.Remove(timer);
            }

            return timer;
        }
    }
}
