using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>What an earlier run has left behind.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">Its state, where there still is one.</param>
/// <param name="Processes">What still runs of it.</param>
internal sealed record Leftover(string RunId, StackState? State, IReadOnlyList<(string Name, ProcessIdentity Identity)> Processes)
{
    public string ToText() => Processes.Count == 0
        ? $"run {RunId} left its folder behind ({State?.Root})"
        : $"run {RunId} left {Processes.Count} process(es) running: {string.Join("; ", Processes.Select(process => $"pid {process.Identity.Pid}, {Short(process.Name)}"))}";

    private static string Short(string command) => command.Length <= 100 ? command : $"{command[..100]}…";
}
