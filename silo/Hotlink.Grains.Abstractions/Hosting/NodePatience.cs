namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>
/// Tries calls again that fail because a node is just being lost: within a few seconds that is known, and their grains are elsewhere. A node that
/// stops tries once: it may be the last, and nobody may be left to answer. Thread-safe.
/// </summary>
/// <param name="nodes">Which failures come from lost nodes, and for how long.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">When this node begins to stop.</param>
public sealed class NodePatience(INodeEvents nodes, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes a call that can be made twice without harm.</summary>
    /// <exception cref="Exception">What the call throws in the end.</exception>
    public async ValueTask<TResult> CallAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call) =>
        (await CallNotingLossAsync(state, call)).Result;

    /// <summary>The same, and tells whether a node was lost on the way: what the answer is about may have been lost with it.</summary>
    /// <exception cref="Exception">What the call throws in the end.</exception>
    public async ValueTask<(TResult Result, bool WasLost)> CallNotingLossAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call)
    {
        var wasLost = false;
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return (await call(state), wasLost);
            }
            catch (Exception failure) when (
                nodes.IsNodeFailure(failure) && !stopping.IsCancellationRequested && time.GetElapsedTime(start) < nodes.NoticeTime)
            {
                wasLost = true;
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }
}
