namespace Hotlink.Silo.Local;

/// <summary>A grain's timer: fires once, in a turn of the grain, unless the grain disposes of it before that turn.</summary>
internal sealed class TurnTimer(Func<ValueTask> callback, Action<TurnTimer> post) : IDisposable
{
    private ITimer? _timer;
    private bool _isOver;

    /// <summary>Has the timer fire once.</summary>
    public void Start(TimeProvider time, TimeSpan due) =>
        _timer = time.CreateTimer(static state => ((TurnTimer)state!).Post(), this, due, Timeout.InfiniteTimeSpan);

    /// <summary>Runs the callback. In a turn, like <see cref="Dispose"/>: whichever comes first decides.</summary>
    public ValueTask FireAsync() => _isOver ? ValueTask.CompletedTask : callback();

    public void Dispose()
    {
        _isOver = true;
        _timer?.Dispose();
    }

    private void Post() => post(this);
}
