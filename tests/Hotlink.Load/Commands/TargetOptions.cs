using System.CommandLine;
using Hotlink.Load.Client;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Commands;

/// <summary>Which server, and which other one. Either may have several nodes.</summary>
internal static class TargetOptions
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>The server.</summary>
    public static Option<Endpoint[]> Url { get; } = Parsed.Urls(
        "--url",
        $"The server. Several nodes of one, separated by commas: senders are spread over them, and each pair's reader is one node further. Default: {DefaultUrl}.");

    /// <summary>Where readers connect.</summary>
    public static Option<Endpoint[]> ReadersUrl { get; } = Parsed.Urls(
        "--receivers-url",
        "Where the receivers connect, in place of the nodes of --url. The same list as there keeps both of a pair on one node.");

    /// <summary>The server's processes.</summary>
    public static Option<int[]> Pid { get; } = Parsed.Ids(
        "--pid",
        "The server's process id, where it runs on this machine; once for each of its processes. Their processor time for each message, and their memory, are told, summed.");

    /// <summary>Another server.</summary>
    public static Option<Endpoint[]> Compare { get; } = Parsed.Urls(
        "--compare", "Measure this server too, both in turn, and tell medians and ratios. Several nodes as with --url.");

    /// <summary>Where readers connect to the other server.</summary>
    public static Option<Endpoint[]> CompareReadersUrl { get; } = Parsed.Urls("--receivers-url2", "As --receivers-url, for the server to compare with.");

    /// <summary>The other server's processes.</summary>
    public static Option<int[]> ComparePid { get; } = Parsed.Ids("--pid2", "The process ids of the server to compare with.");

    /// <summary>How often both.</summary>
    public static Option<int?> Rounds { get; } = Parsed.Count("--rounds", "How many times both are measured with --compare. Default: 3.");

    /// <summary>How to report.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write the result as one JSON object." };

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [Url, ReadersUrl, Pid, Compare, CompareReadersUrl, ComparePid, Rounds, Json];

    /// <summary>The server that was named, or the default one.</summary>
    public static TargetSettings Server(ParseResult result) => new(
        new(result.GetValue(Url) is { Length: > 0 } nodes ? nodes : [Endpoint.TryParse(DefaultUrl)!], result.GetValue(ReadersUrl) ?? []),
        result.GetValue(Pid) ?? []);

    /// <summary>The server to compare with, where one was named.</summary>
    public static TargetSettings? Other(ParseResult result) => result.GetValue(Compare) is { Length: > 0 } nodes
        ? new(new(nodes, result.GetValue(CompareReadersUrl) ?? []), result.GetValue(ComparePid) ?? [])
        : null;
}
