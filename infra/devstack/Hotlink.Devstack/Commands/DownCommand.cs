using System.CommandLine;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack down</c>.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OwnersGrace = TimeSpan.FromSeconds(30);
    private static readonly Argument<string?> Which = new("run") { Description = "The beginning of its run id. Default: the only one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep its folder, with logs and sandboxes." };

    public static Command Create()
    {
        var command = new Command("down", "End a stack: exactly what it has started, and remove its folder.") { Which, Keep, CommonOptions.Home };
        command.SetAction((result, _) => CommonOptions.GuardAsync(() => RunAsync(CommonOptions.HomeOf(result).Find(result.GetValue(Which)), result.GetValue(Keep))));
        return command;
    }

    /// <summary>Ends what a stack runs, and removes what it laid out.</summary>
    public static async Task EndAsync(StackState state, SignalSender signals, bool keep)
    {
        var killed = await new StackStopper(signals, TimeProvider.System).EndAsync(state);
        foreach (var name in killed)
        {
            await Console.Error.WriteLineAsync($"{name} did not end when asked, and was killed");
        }

        if (keep)
        {
            File.Delete(state.Layout.StateFile);
        }
        else
        {
            StackStopper.Erase(state);
        }

        Console.WriteLine($"stack {state.RunId} is down{(keep ? $"; its files are in {state.Root}" : "")}");
    }

    private static async Task<int> RunAsync(StackState state, bool keep)
    {
        var signals = new SignalSender();
        if (state.Owner is { IsAlive: true } owner && !keep)
        {
            // Whoever looks after it takes it down best.
            signals.Send(owner, Signal.Terminate);
            var start = TimeProvider.System.GetTimestamp();
            while (owner.IsAlive && TimeProvider.System.GetElapsedTime(start) < OwnersGrace)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }

            if (!File.Exists(state.Layout.StateFile))
            {
                Console.WriteLine($"stack {state.RunId} is down");
                return 0;
            }
        }

        await EndAsync(state, signals, keep);
        return 0;
    }
}
