using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Sessions;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>How many sessions a second can be opened, accepted and closed again, and how long it takes until one is accepted.</summary>
internal sealed class CyclesMode(int concurrency) : IMode
{
    /// <inheritdoc/>
    public string Name => "cycles";

    /// <inheritdoc/>
    public string Describe(RunContext context) => $"{TrafficText.Count(concurrency, "cycle")} at a time over {TrafficText.Count(context.Traffic.Pairs, "pair")}";

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        await using var stage = new Stage(context);
        var phase = new Phase();
        using var workload = new CycleWorkload(phase, context.Clock);
        var pairs = Enumerable.Range(0, context.Traffic.Pairs).Select(stage.AddPair).ToArray();
        for (var at = 0; at < concurrency; at++)
        {
            var (sender, reader) = pairs[at % pairs.Length];
            var path = context.Access.Path.Path(sender.User, at % pairs.Length, at / pairs.Length);
            var plan = new CyclePlan(sender, reader, path, context.Traffic.Encoding, stage.Problems, workload.Accepted, workload.Finished);
            workload.Add(stage.Sessions.Add(name => new CycleSession(name, plan, context.Clock)));
        }

        await stage.ConnectAsync(cancellationToken);
        var senders = pairs.Select(static pair => pair.Sender).ToArray();
        await stage.GrantAsync(senders, cancellationToken);
        await stage.ProbeAsync(pairs[0].Sender, pairs[0].Reader, cancellationToken);
        var measured = await new Measurement(context, stage, workload, phase).RunAsync(cancellationToken);
        return RunResults.Of(this, context, stage, measured, Metrics(workload, measured));
    }

    private static MetricList Metrics(CycleWorkload workload, Measured measured)
    {
        var metrics = new MetricList()
            .Add("cycles_per_second", "cycles", measured.Messages / measured.Elapsed.TotalSeconds, "/s")
            .AddLatency("accept", "open to accept", workload.Accepts)
            .AddLatency("cycle", "whole cycle", workload.Whole)
            .Add("throttled", "opens put off by the server", workload.Throttled)
            .AddCost(measured, "cycle");
        return workload.Throttled == 0
            ? metrics
            : metrics.AddNote("the server limits the opens a second on each connection: use more --pairs, or raise its limit (ours: Connections:OpensPerSecond)");
    }
}
