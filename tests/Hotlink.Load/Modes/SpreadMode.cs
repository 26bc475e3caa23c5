using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Sessions;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>
/// Traffic over many connections and sessions that is the same for any number of them: so many bursts on their way in all, and each that has
/// arrived lets the next session send one. Sessions that follow each other belong to different pairs.
/// </summary>
internal sealed class SpreadMode(int connections, int sessions, SpreadLoad load) : IMode
{
    /// <inheritdoc/>
    public string Name => "spread";

    /// <inheritdoc/>
    public string Describe(RunContext context) =>
        $"{TrafficText.Count(connections, "connection")}, {TrafficText.Count(sessions, "session")}, {TrafficText.Size(context.Traffic)}, {load}";

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        OpenFiles.Check(connections);
        await using var stage = new Stage(context, ConnectionSizes.Small);
        var phase = new Phase();
        using var workload = new SpreadWorkload(stage.NewStreams(), load, phase, context.Clock);
        (Peer Sender, Peer Reader)[] pairs = [.. Enumerable.Range(0, connections / 2).Select(stage.AddPair)];
        for (var session = 0; session < sessions; session++)
        {
            var (sender, reader) = pairs[session % pairs.Length];
            workload.Add(new(sender, [reader], session % pairs.Length, session / pairs.Length));
        }

        var measured = await stage.MeasureAsync(workload, workload.Streams, phase, cancellationToken);
        var metrics = new MetricList()
            .AddRate(measured, context.Traffic.PayloadBytes)
            .AddLatency("delivery", "delivery", workload.Latencies)
            .AddCost(measured);
        return RunResults.Of(this, context, stage, measured, metrics);
    }
}
