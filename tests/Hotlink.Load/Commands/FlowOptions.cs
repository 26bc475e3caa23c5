using System.CommandLine;
using Hotlink.Load.Sessions;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Commands;

/// <summary>How many messages may be on their way.</summary>
internal static class FlowOptions
{
    private const int DefaultWindow = 64;

    private static readonly Option<int?> Window = Parsed.Count("--window", "How many messages of a session are on their way. Default: 64.");

    private static readonly Option<bool> Flood = new("--flood") { Description = "No window: send as much as the server takes." };

    private static readonly Option<string> Credit = new Option<string>("--credit")
    {
        Description = "How the sender learns what arrived: by signal messages through the server (signal), or inside this process (local). Default: signal.",
        DefaultValueFactory = _ => "signal",
    }.AcceptOnlyFromAmong("signal", "local");

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [Window, Flood, Credit];

    /// <summary>What was asked for.</summary>
    public static FlowSettings Read(ParseResult result) => new(
        result.GetValue(Flood) ? WindowOutflow.NoWindow : result.GetValue(Window) ?? DefaultWindow,
        result.GetValue(Credit) == "local" ? CreditKind.Local : CreditKind.Signal);
}
