using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>Tries calls again that fail because a node is just being lost: within a few seconds that is known, and their grains are elsewhere.</summary>
internal sealed class NodePatience(INodeEvents nodes, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes a call that can be made twice without harm.</summary>
    public async ValueTask<TResult> CallAsync<TState, TResult>(TState state, Func<TState, ValueTask<TResult>> call)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call(state);
            }
            catch (Exception failure) when (nodes.IsNodeFailure(failure) && time.GetElapsedTime(start) < nodes.NoticeTime)
            {
                await Task.Delay(Pause, time);
            }
        }
    }
}
