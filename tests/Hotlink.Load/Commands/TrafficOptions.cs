using System.CommandLine;
using Hotlink.Load.Frames;
using Hotlink.Load.Settings;
using Hotlink.Protocol;

namespace Hotlink.Load.Commands;

/// <summary>What is sent, by how many, for how long.</summary>
internal static class TrafficOptions
{
    // A frame holds 8 MiB at most, and base64 makes four bytes of three.
    private const int MaxPayloadBytes = 6 * 1024 * 1024 - 4096;

    private static readonly TrafficSettings Defaults = new();

    /// <summary>How many pairs.</summary>
    public static Option<int?> Pairs { get; } = Parsed.Count("--pairs", "How many pairs of users talk. Default: 1, in cycles 16, in slow-reader 4.");

    /// <summary>How many sessions each.</summary>
    public static Option<int?> Sessions { get; } = Parsed.Count("--sessions", "How many sessions each pair has, in each direction that is used. Default: 1.");

    /// <summary>How long payloads are.</summary>
    public static Option<int?> Size { get; } = Parsed.ValueOption(
        "--size", "Bytes in a payload, such as 1024, 1K or 64K. Default: 1K.", ReadSize, $"a size between {PayloadHeader.Size} bytes and just below 6M");

    /// <summary>How long it is measured.</summary>
    public static Option<TimeSpan?> Duration { get; } = Parsed.Duration("--duration", "How long is measured. Default: 5s.");

    /// <summary>How many messages.</summary>
    public static Option<int?> Count { get; } = Parsed.Count("--count", "Measure so many messages (cycles, round trips) of each session, in place of a duration.");

    /// <summary>How long before.</summary>
    public static Option<TimeSpan?> Warmup { get; } = Parsed.Duration("--warmup", "How long traffic runs before it is measured. Default: 1s.");

    /// <summary>The encoding.</summary>
    public static Option<string> Encoding { get; } = new Option<string>("--encoding")
    {
        Description = "What the peers speak: msgpack or json. Default: msgpack.",
        DefaultValueFactory = _ => "msgpack",
    }.AcceptOnlyFromAmong("msgpack", "json");

    /// <summary>The masking.</summary>
    public static Option<string> Mask { get; } = new Option<string>("--mask")
    {
        Description = "Masking keys of data frames: zero, which spares the work and is allowed, or random, as other clients do. Default: zero.",
        DefaultValueFactory = _ => "zero",
    }.AcceptOnlyFromAmong("zero", "random");

    /// <summary>Those that every mode has.</summary>
    public static IEnumerable<Option> Common => [Duration, Warmup, Encoding];

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="pairs">How many pairs there are where nothing is said.</param>
    public static TrafficSettings Read(ParseResult result, int pairs) => new()
    {
        Pairs = result.GetValue(Pairs) ?? pairs,
        SessionsPerPair = result.GetValue(Sessions) ?? Defaults.SessionsPerPair,
        PayloadBytes = result.GetValue(Size) ?? Defaults.PayloadBytes,
        Duration = result.GetValue(Duration) ?? Defaults.Duration,
        Count = result.GetValue(Count),
        Warmup = result.GetValue(Warmup) ?? Defaults.Warmup,
        Encoding = EncodingNegotiation.Choose(result.GetValue(Encoding)),
        RandomMasks = result.GetValue(Mask) == "random",
    };

    private static int? ReadSize(string text) => SizeText.TryParse(text) is { } size and >= PayloadHeader.Size and <= MaxPayloadBytes ? size : null;
}
