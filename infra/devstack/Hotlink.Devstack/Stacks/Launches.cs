using System.Globalization;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>The command lines of a stack's processes.</summary>
internal static class Launches
{
    public static LaunchPlan Relay(StackState state, ToolPaths tools, int node)
    {
        var name = RelayName(node);
        var environment = Marks.Of(state);
        IEnumerable<string> kind = [];
        if (state.RelayNodes > 1)
        {
            kind = ["--silo", "orleans"];
            environment["HOTLINK_Cluster__ClusterId"] = $"devstack-{state.RunId}";
            environment["HOTLINK_Cluster__PrimaryPort"] = Text(state.Ports.Silo(0));
            environment["HOTLINK_Cluster__SiloPort"] = Text(state.Ports.Silo(node));
            environment["HOTLINK_Cluster__GatewayPort"] = Text(state.Ports.SiloGateway(node));
        }

        return new()
        {
            Name = name,
            Command =
            [
                .. ToolPaths.CommandFor(tools.Node), "serve", "--urls", state.RelayUri(node).GetLeftPart(UriPartial.Authority),
                "--datasites", state.Layout.RelayDatasites, "--auth", "off", .. kind,
            ],
            Folder = state.Root,
            Log = state.Layout.LogOf(name),
            Environment = environment,
        };
    }

    public static LaunchPlan Daemon(StackState state, ToolPaths tools, PartySpec party, Uri server) => new()
    {
        Name = DaemonName(party),
        Command =
        [
            .. ToolPaths.CommandFor(tools.Daemon), "connect", "--server", server.GetLeftPart(UriPartial.Authority),
            "--user", party.Email, "--datasites", state.Layout.Datasites(party.Email),
        ],
        Folder = state.Layout.Sandbox(party.Email),
        Log = state.Layout.LogOf(DaemonName(party)),
        Environment = EnvironmentOf(state, party, server),
    };

    /// <summary>What the programs of a party find in their environment.</summary>
    public static Dictionary<string, string> EnvironmentOf(StackState state, PartySpec party, Uri server) => new(Marks.Of(state))
    {
        ["HOME"] = state.Layout.Sandbox(party.Email),
        ["SYFTBOX_EMAIL"] = party.Email,
        ["SYFTBOX_DATA_DIR"] = state.Layout.Sandbox(party.Email),
        ["SYFTBOX_CONFIG_PATH"] = Path.Combine(state.Layout.Sandbox(party.Email), ".syftbox", "config.json"),
        ["SYFTBOX_SERVER_URL"] = server.GetLeftPart(UriPartial.Authority),
        ["SYFTBOX_HOTLINK"] = "1",
        ["SYFTBOX_HOTLINK_TCP_PROXY"] = "1",
    };

    public static string RelayName(int node) => $"relay{node}";

    public static string DaemonName(PartySpec party) => $"daemon-{party.Name}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
