using Hotlink.Load.Settings;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Scaling;

/// <summary>How it is measured what many connections and sessions cost.</summary>
/// <param name="Connections">Numbers of connections with traffic, growing.</param>
/// <param name="Sessions">Numbers of sessions with traffic, growing.</param>
/// <param name="Loads">How much is on its way, at every step.</param>
/// <param name="Nodes">How many nodes the cluster has that is measured after one local node; one for no cluster.</param>
/// <param name="Rounds">How many times all steps are measured, in turn.</param>
/// <param name="Traffic">What is sent, for how long.</param>
internal sealed record ScaleSettings(
    IReadOnlyList<int> Connections, IReadOnlyList<int> Sessions, IReadOnlyList<SpreadLoad> Loads, int Nodes, int Rounds, TrafficSettings Traffic)
{
    /// <summary>How many connections the steps of sessions are spread over: as many pairs as the first step has sessions.</summary>
    public int ConnectionsForSessions => Sessions[0] * 2;
}
