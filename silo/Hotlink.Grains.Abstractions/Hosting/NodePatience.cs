namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>
/// Tries calls again that fail because a node is just being lost: within a few seconds that is known, and their grains are elsewhere. A node that
/// stops tries once: it may be the last, and nobody may be left to answer. Thread-safe.
/// </summary>
/// <remarks>
/// Calls of a lost node fail as soon as the loss is known, but for those that are just then being sent: nobody answers them before the time of a
/// call runs out. Whatever is under way at that moment has two more seconds, and is made again then.
/// </remarks>
public sealed class NodePatience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly INodeEvents _nodes;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private TaskCompletionSource _loss = NewLoss();

    /// <summary>Makes it; it hears of lost nodes from then on.</summary>
    /// <param name="nodes">Which nodes are lost, which failures come from that, and for how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">When this node begins to stop.</param>
    public NodePatience(INodeEvents nodes, TimeProvider time, CancellationToken stopping)
    {
        (_nodes, _time, _stopping) = (nodes, time, stopping);
        nodes.NodeLost += _ => Interlocked.Exchange(ref _loss, NewLoss()).SetResult();
    }

    /// <summary>Makes a call that can be made twice without harm.</summary>
    /// <exception cref="TimeoutException">It was under way when a node was lost, this node stops, and there is no answer.</exception>
    /// <exception cref="Exception">What the call throws in the end.</exception>
    public async ValueTask<TResult> CallAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call) =>
        (await CallNotingLossAsync(state, call)).Result;

    /// <summary>Calls a grain, in a way that can be made twice without harm.</summary>
    /// <exception cref="TimeoutException">It was under way when a node was lost, this node stops, and there is no answer.</exception>
    /// <exception cref="Exception">What the call throws in the end.</exception>
    public ValueTask<TResult> CallAsync<TGrain, TArgument, TResult>(
        GrainRef<TGrain> grain, TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
        where TGrain : class, IHotlinkGrain =>
        CallAsync((grain, argument, method), static state => state.grain.CallAsync(state.argument, state.method));

    /// <summary>The same, and tells whether a node was lost on the way: what the answer is about may have been lost with it.</summary>
    /// <exception cref="TimeoutException">It was under way when a node was lost, this node stops, and there is no answer.</exception>
    /// <exception cref="Exception">What the call throws in the end.</exception>
    public async ValueTask<(TResult Result, bool WasLost)> CallNotingLossAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call)
    {
        var wasLost = false;
        var start = _time.GetTimestamp();
        while (true)
        {
            var loss = Volatile.Read(ref _loss).Task;
            try
            {
                var attempt = call(state);
                return (attempt.IsCompleted || _nodes.NoticeTime == TimeSpan.Zero ? await attempt : await SeeThroughAsync(attempt.AsTask(), loss), wasLost);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested && IsLoss(failure, start))
            {
                wasLost = true;
                await Task.Delay(Pause, _time, CancellationToken.None);
            }
        }
    }

    private static TaskCompletionSource NewLoss() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsLoss(Exception failure, long start) =>
        failure is AbandonedCallException || (_nodes.IsNodeFailure(failure) && _time.GetElapsedTime(start) < _nodes.NoticeTime);

    private async Task<T> SeeThroughAsync<T>(Task<T> attempt, Task loss)
    {
        if (await Task.WhenAny(attempt, loss) != attempt)
        {
            await ((Task)attempt).WaitAsync(Grace, _time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (attempt.IsCompleted)
        {
            return await attempt;
        }

        _ = attempt.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        throw new AbandonedCallException();
    }

    private sealed class AbandonedCallException() : TimeoutException("A node was lost while the call was under way, and nobody has answered.");
}
