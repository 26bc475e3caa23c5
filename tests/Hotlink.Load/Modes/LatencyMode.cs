using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>
/// How long a round takes: one peer sends, the other sends back through its own session. Every session has one message on its way, or asks
/// at a fixed rate.
/// </summary>
internal sealed class LatencyMode(double? rate) : IMode
{
    /// <inheritdoc/>
    public string Name => "latency";

    /// <inheritdoc/>
    public string Describe(RunContext context) => $"{TrafficText.Of(context.Traffic)}, ping-pong" + (rate is null ? "" : FormattableString.Invariant($" {rate:0.##} times a second"));

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        await using var stage = new Stage(context);
        var phase = new Phase();
        using var latencies = new LatencyRecorder();
        await using var workload = new PingPongWorkload(stage.NewStreams(), rate, Record, context.Clock);
        for (var pair = 0; pair < context.Traffic.Pairs; pair++)
        {
            var (one, other) = stage.AddPair(pair);
            for (var session = 0; session < context.Traffic.SessionsPerPair; session++)
            {
                workload.Add(one, other, pair, session);
            }
        }

        var measured = await stage.MeasureAsync(workload, phase, cancellationToken);
        var metrics = new MetricList()
            .AddLatency("rtt", "round trip", latencies.Merge())
            .Add("round_trips_per_second", "round trips", measured.Messages / 2.0 / measured.Elapsed.TotalSeconds, "/s");
        if (workload.Lateness is { } lateness)
        {
            metrics.Add("asked_late_p99_us", "asked late p99", lateness.Percentile(0.99) / 1000.0, "µs");
            metrics.Add("skipped", "skipped questions", workload.Skipped);
        }

        return RunResults.Of(this, context, stage, measured, metrics.AddCost(measured));

        void Record(long stamp)
        {
            if (phase.IsMeasuring)
            {
                latencies.Record(context.Clock.NanosecondsSince(stamp));
            }
        }
    }
}
