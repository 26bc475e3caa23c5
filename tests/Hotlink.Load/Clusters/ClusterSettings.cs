using Hotlink.Load.Settings;

namespace Hotlink.Load.Clusters;

/// <summary>How the cost of a cluster is measured.</summary>
/// <param name="Nodes">How many nodes the cluster has, two at least.</param>
/// <param name="Rounds">How many times all are measured, in turn.</param>
/// <param name="Traffic">Who sends for how long; the sizes of payloads are given by the bench.</param>
internal sealed record ClusterSettings(int Nodes, int Rounds, TrafficSettings Traffic);
