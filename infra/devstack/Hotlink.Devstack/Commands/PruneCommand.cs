using System.CommandLine;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack prune</c>.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        var command = new Command("prune", "End and remove what earlier runs left behind. Stacks that somebody looks after are not touched.") { CommonOptions.Home };
        command.SetAction((result, _) => CommonOptions.GuardAsync(() => RunAsync(CommonOptions.HomeOf(result))));
        return command;
    }

    private static async Task<int> RunAsync(StackHome home)
    {
        var signals = new SignalSender();
        var found = LeftoverFinder.Find(home);
        foreach (var leftover in found)
        {
            Console.WriteLine($"removing: {leftover.ToText()}");
            await new StackStopper(signals, TimeProvider.System).EndAsync(leftover.Processes);
            if (leftover.State is { } state)
            {
                StackStopper.Erase(state);
            }
        }

        Console.WriteLine(found.Count == 0 ? "nothing is left behind" : $"{found.Count} run(s) removed");
        return 0;
    }
}
