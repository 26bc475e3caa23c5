namespace Hotlink.Client.Timing;

/// <summary>One timer for everything that waits in a client. Thread-safe. Targets are called without a lock, on the timer's thread.</summary>
internal sealed class Scheduler : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DeadlineHeap _heap = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;
    private TimeSpan? _armed;
    private bool _disposed;

    /// <summary>Starts the clock at zero.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Hears of a target that throws; the others go on.</param>
    public Scheduler(TimeProvider time, Action<Exception> failed)
    {
        (_time, _failed) = (time, failed);
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((Scheduler)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Sets or moves a target's moment; null takes it out.</summary>
    public void Set(IDeadlineTarget target, TimeSpan? deadline)
    {
        lock (_gate)
        {
            if (target.HeapIndex < 0 ? deadline is null : target.HeapDeadline == deadline)
            {
                return;
            }

            _heap.Set(target, deadline);
            Arm();
        }
    }

    /// <summary>Calls nobody any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        var now = Now;
        lock (_gate)
        {
            _armed = null;
        }

        while (TryTake(now, out var target))
        {
            try
            {
                target.OnDeadline(now);
            }
            catch (Exception exception)
            {
                _failed(exception);
            }
        }

        lock (_gate)
        {
            Arm();
        }
    }

    private bool TryTake(TimeSpan now, out IDeadlineTarget target)
    {
        lock (_gate)
        {
            return _heap.TryTake(now, out target) && !_disposed;
        }
    }

    // A timer that fires early finds nothing to do and is armed again: a moment that moves away costs nothing. Timers cut their wait to whole
    // milliseconds, so it is rounded up: else one fires again and again until the rest of a millisecond is over.
    private void Arm()
    {
        if (_disposed || _heap.First is not { } first || _armed <= first)
        {
            return;
        }

        _armed = first;
        var wait = first - Now;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
