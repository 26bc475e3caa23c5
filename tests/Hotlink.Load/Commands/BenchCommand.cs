using System.CommandLine;
using System.CommandLine.Help;
using Hotlink.Load.Modes;

namespace Hotlink.Load.Commands;

/// <summary>The command line: one subcommand for each mode.</summary>
internal static class BenchCommand
{
    private const int CyclePairs = 16;
    private const int LivelyPairs = 4;
    private const double LivelyRate = 200;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    // How long a run may take to end after Ctrl-C, with its result.
    private static readonly TimeSpan InterruptTimeout = TimeSpan.FromSeconds(15);

    private static readonly Option<double?> Rate = new("--rate")
    {
        Description = "Ask so many times a second in each session, whether answers come or not; 0 asks again as soon as the answer is there. Default: 0; slow-reader 200.",
    };

    private static readonly Option<int?> Concurrency = Parsed.Count("--concurrency", "How many cycles run at a time, over all pairs. Default: 16.");

    private static readonly Option<int?> Readers = Parsed.Count("--readers", "How many readers get each message. Default: 8.");

    private static readonly Option<int?> Connections = Parsed.Count("--connections", "How many connections are held. Default: 1000.", 2);

    private static readonly Option<int?> IdleSessions = Parsed.Count("--sessions", "How many sessions are held, spread over the connections. Default: 0.", 0);

    private static readonly Option<int?> SpreadSessions = Parsed.Count("--sessions", "How many sessions carry traffic, spread over the connections. Default: 1000.");

    private static readonly Option[] Pairs = [TrafficOptions.Pairs, TrafficOptions.Sessions];

    private static readonly Option[] Payloads = [TrafficOptions.Size, TrafficOptions.Count, TrafficOptions.Mask];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = InterruptTimeout });
        return parsed.Errors.Count > 0 ? ExitCode.Unusable : code;
    }

    // Not a root command: that would call itself after its file, and people start it as ./hotlink bench.
    private static Command Create() => new(
        "bench",
        "Measures a relay: any server that speaks SyftBox's protocol. Every payload is checked; what is lost, doubled, out of order or damaged is part of the result.")
    {
        new HelpOption { Recursive = true },
        ModeCommand.Create(
            "latency", "How long a round takes: one peer sends, the other sends back.", 1, [Rate, .. Pairs, .. Payloads],
            result => new LatencyMode(RateOf(result, 0))),
        ModeCommand.Create(
            "throughput", "How many messages a second go through.", 1, [.. FlowOptions.All, .. Pairs, .. Payloads],
            result => new ThroughputMode(FlowOptions.Read(result))),
        ModeCommand.Create(
            "fanout", "How many messages a second one sender gets through to many readers.", 1,
            [Readers, TrafficOptions.Sessions, .. FlowOptions.All, .. Payloads],
            result => new FanoutMode(FlowOptions.Read(result), result.GetValue(Readers) ?? 8)),
        ModeCommand.Create(
            "cycles", "How many sessions a second are opened, accepted and closed.", CyclePairs,
            [Concurrency, TrafficOptions.Pairs, TrafficOptions.Count],
            result => new CyclesMode(result.GetValue(Concurrency) ?? CyclePairs)),
        ModeCommand.Create(
            "idle", "What connections and sessions cost that do nothing.", 1, [Connections, IdleSessions],
            result => new IdleMode(result.GetValue(Connections) ?? 1000, result.GetValue(IdleSessions) ?? 0)),
        ModeCommand.Create(
            "spread", "What a message costs with traffic over many connections and sessions: so many bursts on their way in all, each on the next session.", 1,
            [Connections, SpreadSessions, SpreadOptions.InFlight, SpreadOptions.Burst, .. Payloads],
            result => new SpreadMode(result.GetValue(Connections) ?? 1000, result.GetValue(SpreadSessions) ?? 1000, SpreadOptions.Read(result))),
        ModeCommand.Create(
            "slow-reader", "What lively pairs notice of a reader that stops reading for --duration.", LivelyPairs,
            [Rate, TrafficOptions.Pairs, TrafficOptions.Size, TrafficOptions.Mask],
            result => new SlowReaderMode(Calm, RateOf(result, LivelyRate))),
        ClusterCommand.Create(),
        ScaleCommand.Create(),
        TunnelCommand.Create(),
        EchoCommand.Create(),
    };

    private static double? RateOf(ParseResult result, double standard) => (result.GetValue(Rate) ?? standard) is var rate and > 0 ? rate : null;
}
