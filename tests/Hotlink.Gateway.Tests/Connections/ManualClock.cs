namespace Hotlink.Gateway.Tests.Connections;

/// <summary>A clock that moves when it is told to, and fires what is due. Its ticks are of an odd length, so that units can't be mixed up.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _now = TimeSpan.FromHours(1);

    public override long TimestampFrequency => 3_000_000;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) + Now();

    public override long GetTimestamp() => (long)(Now().TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves on and fires, in order, what comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = Now() + by;
        while (Next(end) is { } alarm)
        {
            alarm.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private TimeSpan Now()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    private Alarm? Next(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
            _now = next is null ? _now : next.Due;
            next?.Pass();
            return next;
        }
    }

    private sealed class Alarm(ManualClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public void Pass()
        {
            if (_period > TimeSpan.Zero)
            {
                Due += _period;
            }
            else
            {
                clock._alarms.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (Due, _period) = (clock._now + dueTime, period);
                    clock._alarms.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, default);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
