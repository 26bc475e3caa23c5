using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Sessions;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>One sender, many readers: every message is delivered to all of them. A window is held by the slowest.</summary>
internal sealed class FanoutMode(FlowSettings flow, int readers) : IMode
{
    /// <inheritdoc/>
    public string Name => "fanout";

    /// <inheritdoc/>
    public string Describe(RunContext context) => $"1 to {TrafficText.Count(readers, "reader")}, {TrafficText.Size(context.Traffic)}, {flow}";

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        await using var stage = new Stage(context);
        var phase = new Phase();
        using var workload = new WindowWorkload(flow, stage.NewStreams(), phase, context.Clock);
        var sender = stage.AddSender("a", 0);
        Peer[] group = [.. Enumerable.Range(0, readers).Select(reader => stage.AddReader("b", reader, reader))];
        for (var session = 0; session < context.Traffic.SessionsPerPair; session++)
        {
            workload.Add(new(sender, group, 0, session));
        }

        var measured = await stage.MeasureAsync(workload, phase, cancellationToken);
        var metrics = new MetricList()
            .Add("sent_per_second", "sent", measured.Messages / (double)readers / measured.Elapsed.TotalSeconds, "/s")
            .AddRate(measured, context.Traffic.PayloadBytes)
            .AddLatency("delivery", "delivery", workload.Latencies)
            .AddCost(measured);
        return RunResults.Of(this, context, stage, measured, metrics);
    }
}
