namespace Hotlink.Gateway.Health;

/// <summary>What a node holds now.</summary>
/// <param name="Node">Its name in the cluster.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="State">starting, ready or draining.</param>
/// <param name="Connections">Live connections.</param>
/// <param name="Parts">Parts that they have in sessions: two for each session between two of them.</param>
/// <param name="Sessions">Sessions whose rules the node holds.</param>
/// <param name="FramesRelayed">Frames queued for its sockets since it started.</param>
/// <param name="FramesToNodes">Frames sent to other nodes since it started.</param>
/// <param name="RuleStoresLost">Stores of access rules that can't be read now: their last rules stay in force.</param>
public sealed record NodeStatus(
    string Node, int ProcessId, string State, int Connections, int Parts, long Sessions, long FramesRelayed, long FramesToNodes,
    long RuleStoresLost = 0);
