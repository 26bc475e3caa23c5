namespace Hotlink.Devstack.Processes;

/// <summary>What the system says of a process.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="State">R, S, D: runs or waits. T: stopped. Z: ended.</param>
/// <param name="Group">Its process group.</param>
/// <param name="Start">When it started.</param>
/// <param name="ProcessorTime">What it has used.</param>
internal sealed record ProcessEntry(int Pid, char State, int Group, string Start, TimeSpan ProcessorTime);
