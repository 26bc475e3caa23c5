using Hotlink.Load.Client;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Modes;

/// <summary>A server to be measured: one node or some.</summary>
/// <param name="Nodes">Where its nodes are, and who connects to which.</param>
/// <param name="Processes">Its processes, where they are known.</param>
internal sealed record Target(Placement Nodes, ServerProcesses? Processes);
