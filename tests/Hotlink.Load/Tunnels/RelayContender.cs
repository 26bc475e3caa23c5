using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Modes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Settings;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Tunnels;

/// <summary>
/// The relay that a tunnel goes through, without the tunnel: its peers are in the load generator and speak the relay's protocol. What a
/// tunnel takes longer is what it adds.
/// </summary>
internal sealed class RelayContender(TunnelRoute tunnel) : IContender
{
    private const int BulkBytes = 64 * 1024;
    private const int Window = 64;

    /// <inheritdoc/>
    public string Name => "relay";

    /// <inheritdoc/>
    public bool IsOurs => true;

    /// <summary>The tunnel starts it.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<RouteFigures> MeasureAsync(TunnelSettings settings, Clock clock, CancellationToken cancellationToken)
    {
        using var process = ServerProcesses.Attach([tunnel.Relay.Id]);
        var traffic = new TrafficSettings { PayloadBytes = settings.PayloadBytes, Warmup = settings.Warmup, Duration = settings.Duration };
        var context = new RunContext(
            new(Placement.On(tunnel.Relay.Endpoint), process), traffic, new(), clock, new ProgressLine(TextWriter.Null, false, clock));
        var rounds = await RunAsync(new LatencyMode(null), context, cancellationToken);
        var bulk = await RunAsync(
            new ThroughputMode(new(Window, CreditKind.Signal)), context with { Traffic = traffic with { PayloadBytes = BulkBytes } }, cancellationToken);
        return new(
            ValueOf(rounds, "rtt_p50_us"),
            ValueOf(rounds, "rtt_p99_us"),
            ValueOf(bulk, "megabytes_per_second") * 1e6,
            ValueOf(bulk, "server_cpu_us_per_message") / BulkBytes * 1e3);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<RunResult> RunAsync(IMode mode, RunContext context, CancellationToken cancellationToken)
    {
        var result = await mode.RunAsync(context, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result.IsSound ? result : throw new LoadException($"{mode.Name} over the relay: {result.Integrity} {string.Join("; ", result.Problems)}");
    }

    private static double ValueOf(RunResult result, string key) => result.Metrics.Single(metric => metric.Key == key).Value;
}
