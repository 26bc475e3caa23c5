using System.CommandLine;
using Hotlink.Load.Client;

namespace Hotlink.Load.Commands;

/// <summary>Which server, and which other one.</summary>
internal static class TargetOptions
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>The server.</summary>
    public static Option<Endpoint> Url { get; } = Parsed.Url("--url", $"The server. Default: {DefaultUrl}.");

    /// <summary>The server's process.</summary>
    public static Option<int?> Pid { get; } = Parsed.Count(
        "--pid", "The server's process id, where it runs on this machine: its processor time for each message, and its memory, are told.");

    /// <summary>Another server.</summary>
    public static Option<Endpoint> Compare { get; } = Parsed.Url("--compare", "Measure this server too, both in turn, and tell medians and ratios.");

    /// <summary>The other server's process.</summary>
    public static Option<int?> ComparePid { get; } = Parsed.Count("--pid2", "The process id of the server to compare with.");

    /// <summary>How often both.</summary>
    public static Option<int?> Rounds { get; } = Parsed.Count("--rounds", "How many times both are measured with --compare. Default: 3.");

    /// <summary>How to report.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write the result as one JSON object." };

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [Url, Pid, Compare, ComparePid, Rounds, Json];

    /// <summary>The server that was named, or the default one.</summary>
    public static Endpoint UrlOf(ParseResult result) => result.GetValue(Url) ?? Endpoint.TryParse(DefaultUrl)!;
}
