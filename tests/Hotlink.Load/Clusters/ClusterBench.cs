using Hotlink.Load.Measuring;
using Hotlink.Load.Modes;
using Hotlink.Load.Nodes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Settings;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Clusters;

/// <summary>
/// What a cluster costs: the same traffic over a local node, over a cluster of one node, and over one of several nodes with both of a pair on
/// the same node and on two. All of them run all the time and are measured in turn, so that whatever disturbs the machine disturbs all of them.
/// </summary>
internal sealed class ClusterBench(ClusterSettings settings, Clock clock, ProgressLine progress)
{
    /// <summary>The contender that the others are compared with.</summary>
    public const int Local = 0;

    /// <summary>The cluster whose pairs are on one node each.</summary>
    public const int SameNode = 2;

    /// <summary>The cluster whose pairs are on two nodes each.</summary>
    public const int TwoNodes = 3;

    private const int Window = 64;
    private static readonly string[] Figures =
    [
        "rtt_p50_us", "rtt_p99_us", "messages_per_second", "megabytes_per_second", "server_cpu_us_per_message", "client_cpu_us_per_message",
    ];

    private static readonly int[] Sizes = [1024, 64 * 1024];
    private static readonly IMode[] Modes = [new LatencyMode(null), new ThroughputMode(new(Window, CreditKind.Signal))];

    /// <summary>Measures.</summary>
    /// <exception cref="LoadException">The build has no Orleans, or something doesn't start.</exception>
    public async Task<Contest> RunAsync(CancellationToken cancellationToken)
    {
        using var datasites = new DatasitesFolder();
        await using var local = await RelayNodes.StartLocalAsync(datasites.Path, cancellationToken);
        progress.Show("starting clusters");
        await using var one = await RelayNodes.StartClusterAsync(1, datasites.Path, cancellationToken);
        await using var several = await RelayNodes.StartClusterAsync(settings.Nodes, datasites.Path, cancellationToken);
        using var processesOfLocal = ServerProcesses.Attach(local.Pids);
        using var processesOfOne = ServerProcesses.Attach(one.Pids);
        using var processesOfSeveral = ServerProcesses.Attach(several.Pids);
        var nodes = several.Endpoints;
        (string Name, Target Target)[] contenders =
        [
            ("local node", new(new(local.Endpoints, []), processesOfLocal)),
            ("cluster of 1", new(new(one.Endpoints, []), processesOfOne)),
            ($"cluster of {settings.Nodes}, same node", new(new(nodes, nodes), processesOfSeveral)),
            ($"cluster of {settings.Nodes}, two nodes", new(new(nodes, []), processesOfSeveral)),
        ];
        return await MeasureAsync(contenders, datasites, cancellationToken);
    }

    private async Task<Contest> MeasureAsync((string Name, Target Target)[] contenders, DatasitesFolder datasites, CancellationToken cancellationToken)
    {
        List<ContestRun> runs = [];
        foreach (var (mode, contender) in Modes.SelectMany(mode => contenders.Select(contender => (mode, contender))))
        {
            progress.Prefix = $"{contender.Name}: ";
            await MeasureAsync(mode, contender.Target, settings.Traffic with { Duration = TimeSpan.Zero }, datasites, cancellationToken);
        }

        for (var round = 1; round <= settings.Rounds; round++)
        {
            foreach (var (mode, size, contender) in Modes.SelectMany(mode => Sizes.SelectMany(size => contenders.Select(contender => (mode, size, contender)))))
            {
                progress.Prefix = $"round {round} of {settings.Rounds}, {contender.Name}: ";
                var traffic = settings.Traffic with { PayloadBytes = size };
                var result = await MeasureAsync(mode, contender.Target, traffic, datasites, cancellationToken);
                runs.Add(new($"{NameOf(mode)}, {TrafficText.Size(traffic)}", contender.Name, result));
            }
        }

        progress.Clear();
        var sent = FormattableString.Invariant($"{TrafficText.Count(settings.Traffic.Pairs, "pair")}, {settings.Traffic.Duration.TotalSeconds:0.#} s each");
        return new(
            $"cluster  {sent}, {settings.Rounds} rounds in turn, median (lowest–highest)",
            [.. contenders.Select(static contender => contender.Name)],
            Figures,
            runs);
    }

    private async Task<RunResult> MeasureAsync(
        IMode mode, Target target, TrafficSettings traffic, DatasitesFolder datasites, CancellationToken cancellationToken)
    {
        var access = new AccessSettings { DatasitesFolder = datasites.Path };
        var result = await mode.RunAsync(new(target, traffic, access, clock, progress), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private static string NameOf(IMode mode) => mode is LatencyMode ? "ping-pong" : $"window {Window}";
}
