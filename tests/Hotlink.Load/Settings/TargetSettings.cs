using Hotlink.Load.Client;

namespace Hotlink.Load.Settings;

/// <summary>A server that was named.</summary>
/// <param name="Nodes">Where its nodes are, and who connects to which.</param>
/// <param name="Pids">Its processes, where they are known.</param>
internal sealed record TargetSettings(Placement Nodes, IReadOnlyList<int> Pids);
