namespace Hotlink.Node.Cluster;

/// <summary>The load balancer of a local cluster.</summary>
/// <param name="Port">Where peers connect.</param>
/// <param name="Process">Its process.</param>
internal sealed record ClusterBalancer(int Port, RunningProcess Process)
{
    /// <summary>Where peers connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");
}
