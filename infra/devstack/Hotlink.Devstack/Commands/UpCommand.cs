using System.CommandLine;
using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Output;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack up</c>.</summary>
internal static class UpCommand
{
    private static readonly Option<int> Parties = new("--parties") { Description = "How many, 1 to 16.", DefaultValueFactory = _ => 2 };

    private static readonly Option<string> Relay = new("--relay")
    {
        Description = "local: one process. cluster: three nodes on Orleans.",
        DefaultValueFactory = _ => "local",
    };

    private static readonly Option<string> Channels = new("--channels")
    {
        Description = "Lay out channels between all pairs: none, flow (0_to_1 and 1_to_0) or smoke (0_to_1 at both).",
        DefaultValueFactory = _ => "none",
    };

    private static readonly Option<string> Flow = new("--flow") { Description = "The flow that the channels belong to.", DefaultValueFactory = _ => "devstack" };
    private static readonly Option<bool> Detach = new("--detach") { Description = "Leave it running and return; devstack down ends it." };

    public static Command Create()
    {
        Relay.AcceptOnlyFromAmong("local", "cluster");
        Channels.AcceptOnlyFromAmong("none", "flow", "smoke");
        var command = new Command("up", "Start a relay and parties. Stays until Ctrl-C, which takes everything down again.")
        {
            Parties, Relay, Channels, Flow, Detach, CommonOptions.Home,
        };
        command.SetAction((result, token) => CommonOptions.GuardAsync(() => RunAsync(result, token)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var home = CommonOptions.HomeOf(result);
        foreach (var leftover in LeftoverFinder.Find(home))
        {
            Console.WriteLine($"leftover: {leftover.ToText()}; devstack prune removes it");
        }

        var options = new StackOptions
        {
            Parties = PartySpec.Default(result.GetValue(Parties)),
            RelayNodes = result.GetValue(Relay) == "cluster" ? ScenarioReader.ClusterNodes : 1,
            Channels = Enum.Parse<ChannelStyle>(result.GetValue(Channels)!, ignoreCase: true),
            Flow = FlowName.Check(result.GetValue(Flow)!),
        };
        var starter = new StackStarter(home, ToolPaths.Find(AppContext.BaseDirectory), TimeProvider.System, Console.WriteLine);
        using var stack = await starter.PrepareAsync(options, cancellationToken);
        var leave = false;
        try
        {
            Preflight.Check(home, stack.State, TimeProvider.System);
            await starter.LaunchAsync(stack, options, cancellationToken);
            Consoles.Standard().Write(Tables.Parties(stack.State, new StackWatcher(TimeProvider.System).Take(stack.State)));
            leave = result.GetValue(Detach);
            if (leave)
            {
                stack.Detach();
                Console.WriteLine($"stack {stack.State.RunId} runs on; devstack status | logs | down");
                return 0;
            }

            Console.WriteLine($"stack {stack.State.RunId} is up; Ctrl-C takes it down");
            return await new Foreground(stack, Console.WriteLine).StayAsync(cancellationToken);
        }
        finally
        {
            if (!leave)
            {
                await DownCommand.EndAsync(stack.State, stack.Signals, keep: false);
            }
        }
    }
}
