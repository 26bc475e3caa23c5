using System.CommandLine;
using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Output;
using Hotlink.Devstack.Stacks;
using Spectre.Console;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack channel</c>.</summary>
internal static class ChannelCommand
{
    private static readonly Option<string> Style = new("--style")
    {
        Description = "flow: 0_to_1 at party 0, 1_to_0 at party 1. smoke: 0_to_1 at both.",
        DefaultValueFactory = _ => "smoke",
    };

    private static readonly Option<string> Flow = new("--flow") { Description = "The flow that they belong to.", DefaultValueFactory = _ => "devstack" };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        Style.AcceptOnlyFromAmong("flow", "smoke");
        var command = new Command("channel", "Lay out channels between all pairs of parties: markers and rule files.") { Style, Flow, CommonOptions.Run, CommonOptions.Home };
        command.SetAction((result, _) => CommonOptions.GuardAsync(() => RunAsync(
            CommonOptions.HomeOf(result).Find(result.GetValue(CommonOptions.Run)),
            Enum.Parse<ChannelStyle>(result.GetValue(Style)!, ignoreCase: true),
            FlowName.Check(result.GetValue(Flow)!))));
        return command;
    }

    private static async Task<int> RunAsync(StackState state, ChannelStyle style, string flow)
    {
        ChannelFiles[] ends = [.. ChannelLayout.Of(state.Parties, state.Ports, style, flow, state.RunId)];

        // The relay has the rules before a daemon sees the marker, or its first open would be turned down.
        ChannelWriter.WriteRules(state.Layout, ends);
        var running = state.Parties.Where(party => state.Processes.Any(process => process.Name == Launches.DaemonName(party) && process.Identity.IsAlive)).ToList();
        await RuleSync.WaitAsync(state.Layout, running, Patience, TimeProvider.System);
        ChannelWriter.Write(state.Layout, ends);
        var table = Tables.Framed($"channels of {flow}, run {state.RunId}", "party", "connects to", "for", "directory");
        foreach (var end in ends)
        {
            table.AddRow(Tables.Text(end.Owner), Tables.Text($"127.0.0.1:{end.Marker.Ports[end.Owner]}"), Tables.Text(end.Peer), Tables.Text(end.Directory));
        }

        Consoles.Standard().Write(table);
        return 0;
    }
}
