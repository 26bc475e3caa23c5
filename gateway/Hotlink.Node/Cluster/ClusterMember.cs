namespace Hotlink.Node.Cluster;

/// <summary>One node of a local cluster.</summary>
/// <param name="Number">How commands name it, from 1.</param>
/// <param name="Port">Where peers connect.</param>
/// <param name="SiloPort">Where other nodes connect.</param>
/// <param name="Process">Its process; the last one, where it has ended.</param>
internal sealed record ClusterMember(int Number, int Port, int SiloPort, RunningProcess? Process = null)
{
    /// <summary>Where peers connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");
}
