using System.CommandLine;
using Hotlink.Load.Clusters;
using Hotlink.Load.Measuring;
using Hotlink.Load.Nodes;

namespace Hotlink.Load.Commands;

/// <summary><c>bench cluster</c>: what a second node costs.</summary>
internal static class ClusterCommand
{
    private static readonly Option<int?> Nodes = Parsed.Count("--nodes", "How many nodes the cluster has. Default: 3.", 2);
    private static readonly Option<int?> Pairs = Parsed.Count("--pairs", "How many pairs of users talk, spread over the nodes. Default: 1.");
    private static readonly Option<int?> Rounds = Parsed.Count("--rounds", "How many times all are measured, in turn. Default: 3.");
    private static readonly Option<TimeSpan?> Duration = Parsed.Duration("--duration", "How long each figure is measured. Default: 2s.");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "cluster",
            "What a cluster costs, as ratios to one local node: a cluster of one node, and one of three with both of a pair on the same node and on two nodes. " +
            "Ping-pong and a window of 64, 1 KiB and 64 KiB each: round trips, messages a second, CPU of all nodes for each message. Starts all it needs, on this machine.")
        {
            Nodes, Pairs, Duration, TrafficOptions.Warmup, TrafficOptions.Encoding, Rounds, TargetOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (!RelayNodes.HasOrleans)
        {
            Console.Error.WriteLine($"hotlink bench: {RelayNodes.WithoutOrleans}");
            return Task.FromResult(ExitCode.Unusable);
        }

        var settings = new ClusterSettings(
            result.GetValue(Nodes) ?? 3,
            result.GetValue(Rounds) ?? 3,
            TrafficOptions.Read(result, result.GetValue(Pairs) ?? 1) with { Duration = result.GetValue(Duration) ?? TimeSpan.FromSeconds(2) });
        return Guard.RunAsync(async progress =>
        {
            var contest = await new ClusterBench(settings, new Clock(TimeProvider.System), progress).RunAsync(cancellationToken);
            if (result.GetValue(TargetOptions.Json))
            {
                ClusterReport.WriteJson(Console.OpenStandardOutput(), contest);
            }
            else
            {
                ClusterReport.Write(Console.Out, contest);
            }

            return contest.IsSound ? ExitCode.Sound : ExitCode.Unsound;
        });
    }
}
