using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>
/// Ends exactly what a stack has started: the processes that its state names, by number and start time, and whatever those started,
/// by the mark that it carries. Asks first, then kills.
/// </summary>
internal sealed class StackStopper(SignalSender signals, TimeProvider timeProvider)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Ends all processes. Returns the names of those that had to be killed.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(StackState state)
    {
        // Daemons go before the relay: so that they can say goodbye.
        List<string> killed = [];
        var (relays, others) = (state.Processes.Where(process => process.Party is null), state.Processes.Where(process => process.Party is not null));
        killed.AddRange(await EndAsync([.. others.Select(process => (process.Name, process.Identity))]));
        killed.AddRange(await EndAsync([.. Marked(state).Where(process => state.Processes.All(known => known.Identity != process.Identity))]));
        killed.AddRange(await EndAsync([.. relays.Select(process => (process.Name, process.Identity))]));
        return killed;
    }

    /// <summary>Removes a stack's folder.</summary>
    public static void Erase(StackState state)
    {
        if (Directory.Exists(state.Root))
        {
            Directory.Delete(state.Root, recursive: true);
        }
    }

    /// <summary>Living processes that carry the stack's mark, wherever they came from.</summary>
    public static IEnumerable<(string Name, ProcessIdentity Identity)> Marked(StackState state) =>
        from process in ProcessTable.WithVariable(Marks.Run)
        where process.Value == state.RunId && ProcessTable.VariableOf(process.Pid, Marks.Home) == Path.GetDirectoryName(state.Root)
        let identity = ProcessIdentity.Of(process.Pid)
        where identity is { IsAlive: true }
        select (ProcessTable.CommandOf(process.Pid), identity);

    /// <summary>Ends some processes, and what shares their group. Returns the names of those that had to be killed.</summary>
    public async Task<IEnumerable<string>> EndAsync(IReadOnlyList<(string Name, ProcessIdentity Identity)> processes)
    {
        var alive = processes.Where(process => process.Identity.IsAlive).ToList();
        foreach (var (_, identity) in alive)
        {
            signals.SendToGroup(identity, Signal.Terminate);
            signals.SendToGroup(identity, Signal.Continue); // One that is frozen hears nothing.
        }

        await GoneAsync(alive);
        var stubborn = alive.Where(process => process.Identity.IsAlive).ToList();
        foreach (var (_, identity) in stubborn)
        {
            signals.SendToGroup(identity, Signal.Kill);
        }

        await GoneAsync(stubborn);
        return stubborn.Select(process => process.Name);
    }

    private async Task GoneAsync(IReadOnlyCollection<(string Name, ProcessIdentity Identity)> processes)
    {
        var start = timeProvider.GetTimestamp();
        while (processes.Any(process => process.Identity.IsAlive) && timeProvider.GetElapsedTime(start) < Grace)
        {
            await Task.Delay(Pause, timeProvider);
        }
    }
}
