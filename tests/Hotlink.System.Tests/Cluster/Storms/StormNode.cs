using Hotlink.System.Tests.Cluster.Kit;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>A node in a storm. Thread-safe.</summary>
internal sealed class StormNode(ClusterNode node)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The node.</summary>
    public ClusterNode Node => node;

    /// <summary>Completes when it is about to be killed, or to be stopped: nobody counts on what its peers say or hear.</summary>
    public Task WhenGone => _gone.Task;

    /// <summary>It is about to go.</summary>
    public void MarkGone() => _gone.TrySetResult();
}
