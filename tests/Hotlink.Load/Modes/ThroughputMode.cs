using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>As many messages as go through: each pair keeps a window of them on their way, or floods.</summary>
internal sealed class ThroughputMode(FlowSettings flow) : IMode
{
    /// <inheritdoc/>
    public string Name => "throughput";

    /// <inheritdoc/>
    public string Describe(RunContext context) => $"{TrafficText.Of(context.Traffic)}, {flow}";

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        await using var stage = new Stage(context);
        var phase = new Phase();
        using var workload = new WindowWorkload(flow, stage.NewStreams(), phase, context.Clock);
        for (var pair = 0; pair < context.Traffic.Pairs; pair++)
        {
            var (sender, reader) = stage.AddPair(pair);
            for (var session = 0; session < context.Traffic.SessionsPerPair; session++)
            {
                workload.Add(new(sender, [reader], pair, session));
            }
        }

        var measured = await stage.MeasureAsync(workload, phase, cancellationToken);
        var metrics = new MetricList()
            .AddRate(measured, context.Traffic.PayloadBytes)
            .AddLatency("delivery", "delivery", workload.Latencies)
            .AddCost(measured);
        return RunResults.Of(this, context, stage, measured, metrics);
    }
}
