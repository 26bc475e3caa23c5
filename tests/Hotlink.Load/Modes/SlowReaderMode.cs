using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Workloads;
using Hotlink.Protocol;

namespace Hotlink.Load.Modes;

/// <summary>
/// Pairs that ask and answer, first alone for the warm-up and the calm, then beside a pair whose reader stops reading while its sender
/// floods: what do the others notice, and does everything arrive in the end?
/// </summary>
internal sealed class SlowReaderMode(TimeSpan calm, double? rate) : IMode
{
    private const double Million = 1e6;

    /// <inheritdoc/>
    public string Name => "slow-reader";

    /// <inheritdoc/>
    public string Describe(RunContext context) =>
        $"{TrafficText.Of(context.Traffic)}, " +
        FormattableString.Invariant($"{(rate is null ? "ping-pong" : $"ping-pong {rate:0.##} times a second")}; one reader stops for {context.Traffic.Duration.TotalSeconds:0.#} s");

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext outer, CancellationToken cancellationToken)
    {
        var context = outer with { Traffic = outer.Traffic with { Warmup = outer.Traffic.Warmup + calm, Count = null } };
        await using var stage = new Stage(context);
        var phase = new Phase();
        using var recorder = new SlowReaderLatencies(phase, outer.Traffic.Warmup, context.Clock);
        var streams = stage.NewStreams();
        streams.IsExpectedClose = static (_, reason) => reason == Reasons.ReceiverTooSlow;
        await using var lively = new PingPongWorkload(streams, rate, recorder.Record, context.Clock);
        for (var pair = 0; pair < context.Traffic.Pairs; pair++)
        {
            var (one, other) = stage.AddPair(pair);
            lively.Add(one, other, pair, 0);
        }

        using var workload = new SlowReaderWorkload(lively, streams, phase, context.Clock);
        workload.AddStuck(new(stage.AddSender("flood", 0), [stage.AddReader("stuck", 0)], context.Traffic.Pairs, 0));
        var measured = await stage.MeasureAsync(workload, phase, cancellationToken);
        var metrics = new MetricList()
            .AddLatency("calm_rtt", "calm: round trip", recorder.Calm)
            .AddLatency("stuck_rtt", "beside the stuck reader", recorder.Beside)
            .Add("sent_to_stuck_megabytes", "sent to the stuck reader", workload.SentToStuck * (double)context.Traffic.PayloadBytes / Million, "MB")
            .Add("round_trips_per_second", "round trips beside it", measured.Messages / 2.0 / measured.Elapsed.TotalSeconds, "/s")
            .AddCost(measured);
        if (workload.Stuck.ClosedBecause is { } reason)
        {
            metrics.AddNote($"the server ended the stuck session: {reason}");
        }

        return RunResults.Of(this, context, stage, measured, metrics);
    }
}
