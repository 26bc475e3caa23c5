using Hotlink.Load.Measuring;
using Hotlink.Load.Modes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Commands;

/// <summary>Runs a mode, once or in rounds against two servers, and reports.</summary>
internal static class Execution
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(IMode mode, BenchSettings settings, CancellationToken cancellationToken) => Guard.RunAsync(async progress =>
    {
        using var a = ServerProcesses.Attach(settings.A.Pids);
        using var b = ServerProcesses.Attach(settings.B?.Pids ?? []);
        var context = new RunContext(new(settings.A.Nodes, a), settings.Traffic, settings.Access, new Clock(TimeProvider.System), progress);
        return settings.B is { } other
            ? await CompareAsync(mode, settings, context, context with { Target = new(other.Nodes, b) }, cancellationToken)
            : Report(settings, await mode.RunAsync(context, cancellationToken));
    });

    private static async Task<int> CompareAsync(
        IMode mode, BenchSettings settings, RunContext a, RunContext b, CancellationToken cancellationToken)
    {
        var rounds = new List<(RunResult A, RunResult B)>();
        while (rounds.Count < settings.Rounds && !cancellationToken.IsCancellationRequested)
        {
            var (first, second) = (await RunAsync("A", a), await RunAsync("B", b));
            if (rounds.Count == 0 || !second.IsInterrupted)
            {
                rounds.Add((first, second));
            }
        }

        var comparison = new Comparison(rounds);
        if (settings.Json)
        {
            JsonReport.Write(Console.OpenStandardOutput(), comparison);
        }
        else
        {
            ComparisonReport.Write(Console.Out, comparison);
        }

        return comparison.IsSound ? ExitCode.Sound : ExitCode.Unsound;

        Task<RunResult> RunAsync(string name, RunContext context)
        {
            context.Progress.Prefix = $"round {rounds.Count + 1} of {settings.Rounds}, {name}: ";
            return mode.RunAsync(context, cancellationToken);
        }
    }

    private static int Report(BenchSettings settings, RunResult result)
    {
        if (settings.Json)
        {
            JsonReport.Write(Console.OpenStandardOutput(), result);
        }
        else
        {
            TableReport.Write(Console.Out, result);
        }

        return result.IsSound ? ExitCode.Sound : ExitCode.Unsound;
    }
}
