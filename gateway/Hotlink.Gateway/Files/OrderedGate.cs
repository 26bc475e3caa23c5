namespace Hotlink.Gateway.Files;

/// <summary>
/// Lets the callers with one key in one at a time, in the order of their calls. Keys share a fixed number of lines. Thread-safe.
/// </summary>
internal sealed class OrderedGate(int stripes)
{
    private readonly Lock _lock = new();
    private readonly Task[] _last = Enumerable.Repeat(Task.CompletedTask, stripes).ToArray();

    /// <summary>
    /// The place in the line is taken before this returns; the result completes when it is this caller's turn.
    /// Disposing the turn lets the next one in.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up; those behind still wait for the one before.</exception>
    public Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var stripe = (int)((uint)string.GetHashCode(key, StringComparison.OrdinalIgnoreCase) % (uint)_last.Length);
        var turn = new Turn();
        Task before;
        lock (_lock)
        {
            before = _last[stripe];
            _last[stripe] = turn.Ended;
        }

        return WaitAsync(before, turn, cancellationToken);
    }

    private static async Task<IDisposable> WaitAsync(Task before, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            await before.WaitAsync(cancellationToken);
            return turn;
        }
        catch (OperationCanceledException)
        {
            turn.EndAfter(before);
            throw;
        }
    }

    private sealed class Turn : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void Dispose() => _ended.TrySetResult();

        public void EndAfter(Task before) =>
            before.ContinueWith(
                static (_, turn) => ((Turn)turn!).Dispose(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
    }
}
