namespace Hotlink.Testing.Time;

/// <summary>A timer of a <see cref="TestTimeProvider"/>, whose lock guards it.</summary>
internal sealed class TestTimer(TestTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    public TimeSpan? Due { get; set; }

    public TimeSpan? Period { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose() => clock.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
