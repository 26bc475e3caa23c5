using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// Tries calls again that fail because a node is just being lost: within a few seconds that is known, and their grains are elsewhere. A node that
/// stops tries once: it may be the last, and nobody may be left to answer.
/// </summary>
internal sealed class NodePatience(INodeEvents nodes, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Makes a call that can be made twice without harm.</summary>
    public async ValueTask<TResult> CallAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call) =>
        (await CallNotingLossAsync(state, call)).Result;

    /// <summary>The same, and tells whether a node was lost on the way: what the answer is about may have been lost with it.</summary>
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
            catch (Exception failure) when (nodes.IsNodeFailure(failure) && !IsStopping && time.GetElapsedTime(start) < nodes.NoticeTime)
            {
                wasLost = true;
                await Task.Delay(Pause, time);
            }
        }
    }
}
