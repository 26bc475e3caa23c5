using System.CommandLine;
using Hotlink.Load.Measuring;
using Hotlink.Load.Nodes;
using Hotlink.Load.Scaling;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Commands;

/// <summary><c>bench scale</c>: what many connections and sessions cost.</summary>
internal static class ScaleCommand
{
    private static readonly int[] DefaultConnections = [100, 1000, 10_000];
    private static readonly int[] DefaultSessions = [10, 100, 1000, 10_000, 20_000];

    private static readonly Option<int[]> Connections = Parsed.Steps("--connections", "Numbers of connections with traffic. Default: 100,1000,10000.", 2);
    private static readonly Option<int[]> Sessions = Parsed.Steps(
        "--sessions", "Numbers of sessions with traffic, over as many pairs as the first number says. Default: 10,100,1000,10000,20000.", 1);

    private static readonly Option<int[]> Bursts = Parsed.Steps(
        "--burst", $"How many messages a session sends before it is the next one's turn; all steps are measured with each. Default: 1,{SpreadLoad.DefaultBurst}.", 1);

    private static readonly Option<int?> Nodes = Parsed.Count("--nodes", "How many nodes the cluster has; 1 for no cluster. Default: 3 where the build has Orleans.");
    private static readonly Option<int?> Rounds = Parsed.Count("--rounds", "How many times all steps are measured, in turn. Default: 3.");
    private static readonly Option<TimeSpan?> Duration = Parsed.Duration("--duration", "How long each step is measured. Default: 2s.");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "scale",
            "What a message costs as connections and sessions grow, as ratios to the first step, on one local node and then on a cluster; and the memory of idle ones. " +
            "The load is the same at every step: a fixed number of bursts on their way in all, and each that has arrived lets the next session send one, on another pair. " +
            "They are fewer than the pairs at the first step, so that messages of different bursts are not gathered into fewer writes there than later. " +
            "Bursts of 64 are the window of other modes; bursts of one find everything that belongs to a connection out of the processor's caches. " +
            "Starts all it needs, on this machine; each connection takes an open file here and in the node.")
        {
            Connections, Sessions, SpreadOptions.InFlight, Bursts, TrafficOptions.Size, Nodes, Duration, TrafficOptions.Warmup, TrafficOptions.Encoding, Rounds, TargetOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var nodes = result.GetValue(Nodes) ?? (RelayNodes.HasOrleans ? 3 : 1);
        var isWithout = !RelayNodes.HasOrleans && result.GetValue(Nodes) is null;
        var bursts = result.GetValue(Bursts) is { Length: > 0 } named ? named : [1, SpreadLoad.DefaultBurst];
        var settings = new ScaleSettings(
            result.GetValue(Connections) is { Length: > 0 } connections ? connections : DefaultConnections,
            result.GetValue(Sessions) is { Length: > 0 } sessions ? sessions : DefaultSessions,
            [.. bursts.Select(burst => SpreadOptions.Read(result) with { Burst = burst })],
            nodes,
            result.GetValue(Rounds) ?? 3,
            TrafficOptions.Read(result, 1) with { Duration = result.GetValue(Duration) ?? TimeSpan.FromSeconds(2) });
        return Guard.RunAsync(async progress =>
        {
            if (nodes > 1 && !RelayNodes.HasOrleans)
            {
                throw new LoadException(RelayNodes.WithoutOrleans);
            }

            var results = await new ScaleBench(settings, new Clock(TimeProvider.System), progress).RunAsync(cancellationToken);
            if (result.GetValue(TargetOptions.Json))
            {
                ScaleReport.WriteJson(Console.OpenStandardOutput(), results);
            }
            else
            {
                ScaleReport.Write(Console.Out, results, settings);
            }

            if (isWithout)
            {
                await Console.Error.WriteLineAsync($"hotlink bench: one node alone. {RelayNodes.WithoutOrleans}");
            }

            return results.All(static each => each.IsSound) ? ExitCode.Sound : ExitCode.Unsound;
        });
    }
}
