using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Protocol;

namespace Hotlink.Load.Modes;

/// <summary>Puts the result of a mode together.</summary>
internal static class RunResults
{
    /// <summary>The result of a mode that ran a workload.</summary>
    public static RunResult Of(IMode mode, RunContext context, Stage stage, Measured measured, MetricList metrics)
    {
        metrics.Add("seconds", "measured", measured.Elapsed.TotalSeconds, "s");
        if (measured.Stalls > 0)
        {
            metrics.AddNote($"{measured.Stalls} times something stood still for a second or more and was pushed to go on");
        }

        return Of(mode, context, stage, metrics, measured.Integrity, measured.IsInterrupted);
    }

    /// <summary>The result of any mode.</summary>
    public static RunResult Of(IMode mode, RunContext context, Stage stage, MetricList metrics, Integrity integrity, bool isInterrupted) => new(
        mode.Name,
        context.Target.Nodes.Text,
        $"{mode.Describe(context)}, {EncodingNegotiation.NameOf(context.Traffic.Encoding)}",
        metrics.ToList(),
        integrity,
        stage.Problems.ToList(),
        metrics.Notes,
        isInterrupted);
}
