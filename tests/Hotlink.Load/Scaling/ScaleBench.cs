using Hotlink.Load.Measuring;
using Hotlink.Load.Modes;
using Hotlink.Load.Nodes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Settings;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Scaling;

/// <summary>
/// What many connections and sessions cost, on one local node and on a cluster: first at rest, on fresh nodes, then step by step with traffic.
/// The load is the same at every step, a fixed number of bursts on their way, so that what differs is how many ends it goes to.
/// </summary>
internal sealed class ScaleBench(ScaleSettings settings, Clock clock, ProgressLine progress)
{
    // Memory settles slowly, and a connection is pinged once in 15 s.
    private const int RestFactor = 5;

    private static readonly string[] Figures = ["messages_per_second", "server_cpu_us_per_message", "client_cpu_us_per_message", "delivery_p50_us"];

    // Of so few that they say nothing.
    private static readonly string[] OfConnections = ["connects_per_second", "server_bytes_per_connection"];

    /// <summary>Measures.</summary>
    /// <returns>One result for each place.</returns>
    /// <exception cref="LoadException">Something doesn't start.</exception>
    public async Task<IReadOnlyList<ScaleResult>> RunAsync(CancellationToken cancellationToken)
    {
        OpenFiles.Check(settings.Connections[^1]);
        List<ScaleResult> results = [await RunAsync("local node", RelayNodes.StartLocalAsync, cancellationToken)];
        if (settings.Nodes > 1)
        {
            results.Add(await RunAsync(
                $"cluster of {settings.Nodes}", (datasites, cancelled) => RelayNodes.StartClusterAsync(settings.Nodes, datasites, cancelled), cancellationToken));
        }

        progress.Clear();
        return results;
    }

    private async Task<ScaleResult> RunAsync(string name, Func<string, CancellationToken, Task<RelayNodes>> start, CancellationToken cancellationToken)
    {
        progress.Prefix = $"{name}: ";
        var idleConnections = await RunIdleAsync(start, new(settings.Connections[^1], 0), cancellationToken);

        // Over few connections: each further sender would bring a datasite with its rules, which are no part of a session.
        var idleSessions = await RunIdleAsync(start, new(settings.ConnectionsForSessions, settings.Sessions[^1]), cancellationToken);

        List<ContestRun> sessions = [], connections = [];
        await UseAsync(start, async context =>
        {
            // What runs for the first time is slow.
            foreach (var load in settings.Loads)
            {
                await RunAsync(SessionsStep(settings.Sessions[0], load), context, cancellationToken);
                await RunAsync(ConnectionsStep(settings.Connections[0], load), context, cancellationToken);
            }

            for (var round = 1; round <= settings.Rounds; round++)
            {
                progress.Prefix = $"{name}, round {round} of {settings.Rounds}: ";
                await RunStepsAsync(settings.Sessions, SessionsStep, sessions, context, cancellationToken);
                await RunStepsAsync(settings.Connections, ConnectionsStep, connections, context, cancellationToken);
            }
        }, cancellationToken);
        return new(
            name,
            idleConnections,
            idleSessions with { Metrics = [.. idleSessions.Metrics.Where(static metric => !OfConnections.Contains(metric.Key))] },
            new(
                $"{name}: a growing number of sessions over {TrafficText.Count(settings.ConnectionsForSessions, "connection")}",
                Names(settings.Sessions), Figures, sessions),
            new($"{name}: a growing number of connections, a session for each two", Names(settings.Connections), Figures, connections));
    }

    private async Task<RunResult> RunIdleAsync(
        Func<string, CancellationToken, Task<RelayNodes>> start, IdleMode mode, CancellationToken cancellationToken)
    {
        RunResult? result = null;
        await UseAsync(start, async context => result = await RunAsync(mode, AtRest(context), cancellationToken), cancellationToken);
        return result!;
    }

    private static RunContext AtRest(RunContext context) => context with
    {
        Traffic = context.Traffic with { Warmup = context.Traffic.Warmup * RestFactor, Duration = context.Traffic.Duration * RestFactor },
    };

    private SpreadMode SessionsStep(int sessions, SpreadLoad load) => new(settings.ConnectionsForSessions, sessions, load);

    private static SpreadMode ConnectionsStep(int connections, SpreadLoad load) => new(connections, connections / 2, load);

    private async Task UseAsync(Func<string, CancellationToken, Task<RelayNodes>> start, Func<RunContext, Task> use, CancellationToken cancellationToken)
    {
        using var datasites = new DatasitesFolder();
        await using var nodes = await start(datasites.Path, cancellationToken);
        using var processes = ServerProcesses.Attach(nodes.Pids);
        var access = new AccessSettings { DatasitesFolder = datasites.Path };
        await use(new(new(new(nodes.Endpoints, []), processes), settings.Traffic, access, clock, progress));
    }

    private async Task RunStepsAsync(
        IReadOnlyList<int> steps, Func<int, SpreadLoad, IMode> mode, List<ContestRun> runs, RunContext context, CancellationToken cancellationToken)
    {
        foreach (var (step, load) in settings.Loads.SelectMany(load => steps.Select(step => (step, load))))
        {
            var traffic = $"{TrafficText.Size(settings.Traffic)}, {(load.Burst == 1 ? "one by one" : FormattableString.Invariant($"{load.Burst} at a time"))}";
            runs.Add(new(traffic, Name(step), await RunAsync(mode(step, load), context, cancellationToken)));
        }
    }

    private static async Task<RunResult> RunAsync(IMode mode, RunContext context, CancellationToken cancellationToken)
    {
        var result = await mode.RunAsync(context, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private static string[] Names(IEnumerable<int> steps) => [.. steps.Select(Name)];

    private static string Name(int step) => FormattableString.Invariant($"{step:#,0}");
}
