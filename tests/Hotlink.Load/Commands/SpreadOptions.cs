using System.CommandLine;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Commands;

/// <summary>How much is on its way over any number of connections and sessions.</summary>
internal static class SpreadOptions
{
    /// <summary>How many bursts.</summary>
    public static Option<int?> InFlight { get; } = Parsed.Count(
        "--in-flight",
        $"How many bursts are on their way in all, whatever the number of connections and sessions: fewer than pairs. Default: {SpreadLoad.DefaultInFlight}.");

    /// <summary>How long they are.</summary>
    public static Option<int?> Burst { get; } = Parsed.Count(
        "--burst", $"How many messages a session sends before it is the next one's turn. Default: {SpreadLoad.DefaultBurst}, a window of other modes.");

    /// <summary>What was asked for.</summary>
    public static SpreadLoad Read(ParseResult result) => new(
        result.GetValue(InFlight) ?? SpreadLoad.DefaultInFlight, result.GetValue(Burst) ?? SpreadLoad.DefaultBurst);
}
