namespace Hotlink.Grains.Tests.Kit;

/// <summary>
/// A clock that moves only when told to. Its timestamps tick at an odd frequency, so that whoever mixes up timestamps, ticks and
/// milliseconds is found out. Timers fire on the thread that moves the clock. Thread-safe.
/// </summary>
public sealed class TestTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2031, 5, 17, 9, 30, 0, TimeSpan.Zero);
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _timers = [];
    private TimeSpan _elapsed = TimeSpan.FromHours(1);

    public override long TimestampFrequency => 123_456_791;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait.</summary>
    public int TimerCount
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Epoch + Elapsed;

    // Rounded up: the time since the start, computed back from it, is never before a timer that just fired.
    public override long GetTimestamp() => (long)((((Int128)Elapsed.Ticks * TimestampFrequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due on the way, in order.</summary>
    public void Advance(TimeSpan span)
    {
        var until = Elapsed + span;
        while (TakeNext(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _elapsed = until;
        }
    }

    internal void Schedule(TestTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (timer.Due, timer.Period) = (_elapsed + dueTime, period);
                _timers.Add(timer);
            }
        }
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    private TestTimer? TakeNext(TimeSpan until)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > until)
            {
                return null;
            }

            _elapsed = next.Due > _elapsed ? next.Due : _elapsed;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }
}
