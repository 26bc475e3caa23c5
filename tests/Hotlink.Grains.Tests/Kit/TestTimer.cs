namespace Hotlink.Grains.Tests.Kit;

/// <summary>A timer of a <see cref="TestTimeProvider"/>.</summary>
internal sealed class TestTimer(TestTimeProvider time, Action callback) : ITimer
{
    /// <summary>When it fires next. Guarded by the lock of the clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>The time between two firings; not positive where it fires once.</summary>
    public TimeSpan Period { get; set; }

    public void Fire() => callback();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        time.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
