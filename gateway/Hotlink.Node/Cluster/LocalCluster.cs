using System.Globalization;
using Hotlink.Gateway.Health;
using Hotlink.Node.Serve;

namespace Hotlink.Node.Cluster;

/// <summary>What the subcommands of <c>cluster</c> do.</summary>
internal sealed class LocalCluster(TextWriter output, ClusterNodes nodes)
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan SampleTime = TimeSpan.FromSeconds(1);

    // The variable that a node reads, too. A command line can be read by everybody on the machine.
    private const string AccountVariable = "HOTLINK_Cluster__ConnectionString";

    /// <summary>Starts a cluster.</summary>
    /// <exception cref="IOException">There is one already, or something of it doesn't start.</exception>
    public async Task UpAsync(int count, string membership, int? port, string datasites, CancellationToken cancellationToken)
    {
        if (ClusterState.Read() is not null)
        {
            throw new IOException("There is a cluster already: see to it with status, or end it with down.");
        }

        var account = membership == "azure" ? Environment.GetEnvironmentVariable(AccountVariable) : null;
        if (membership == "azure" && string.IsNullOrEmpty(account))
        {
            throw new IOException($"{AccountVariable} is not set: it has to name the storage account, by a connection string or its https address.");
        }

        var ports = FreePorts.Take((count * 2) + 1);
        var members = Enumerable.Range(1, count).Select(number => new ClusterMember(number, ports[number], ports[count + number]));
        var state = new ClusterState($"local-{Guid.NewGuid():N}", DatasitesPlace.Of(datasites), null, account, null, [.. members]);
        state.Write();
        if (membership == "postgres")
        {
            var postgres = await LocalPostgres.StartAsync(cancellationToken);
            state = state with { Database = new(postgres.Folder, postgres.Port, postgres.Password) };
            state.Write();
        }

        foreach (var node in state.Nodes)
        {
            state = state.With(ClusterNodes.Start(state, node));
            state.Write();
            if (membership == "localhost")
            {
                await nodes.WaitReadyAsync(state.Nodes[node.Number - 1], cancellationToken); // The first one keeps the membership for the others.
            }
        }

        await Task.WhenAll(state.Nodes.Select(node => nodes.WaitReadyAsync(node, cancellationToken)));
        if (Haproxy.IsInstalled)
        {
            state = state with { Balancer = await Haproxy.StartAsync(ClusterState.Folder, port ?? ports[0], state.Nodes, cancellationToken) };
            state.Write();
        }

        await DescribeAsync(state);
    }

    /// <summary>Says how the nodes do.</summary>
    public async Task StatusAsync(CancellationToken cancellationToken)
    {
        var state = Current();
        var before = await AskAllAsync(state, cancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        await Task.Delay(SampleTime, TimeProvider.System, cancellationToken);
        var after = await AskAllAsync(state, cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync("node  address                 state     connections  sessions  frames/s  to nodes/s");
        for (var i = 0; i < state.Nodes.Count; i++)
        {
            await output.WriteLineAsync(Line(state.Nodes[i], before[i], after[i], seconds));
        }
    }

    /// <summary>Ends a node without a last word.</summary>
    public async Task KillAsync(int number, CancellationToken cancellationToken)
    {
        var process = ProcessOf(number);
        await process.SignalAsync("KILL", cancellationToken);
        await process.WaitAsync(DrainTimeout, cancellationToken);
        await output.WriteLineAsync($"node {number} is killed");
    }

    /// <summary>Has a node stop in good order.</summary>
    public async Task DrainAsync(int number, CancellationToken cancellationToken)
    {
        var process = ProcessOf(number);
        await process.SignalAsync("TERM", cancellationToken);
        await output.WriteLineAsync(await process.WaitAsync(DrainTimeout, cancellationToken)
            ? $"node {number} has left"
            : throw new IOException($"Node {number} is still there after {DrainTimeout.TotalSeconds} s."));
    }

    /// <summary>Starts a node again that has ended.</summary>
    public async Task StartAsync(int number, CancellationToken cancellationToken)
    {
        var state = Current();
        if (ProcessOf(number).IsRunning)
        {
            throw new IOException($"Node {number} is running.");
        }

        var node = ClusterNodes.Start(state, state.Nodes[number - 1]);
        state.With(node).Write();
        await nodes.WaitReadyAsync(node, cancellationToken);
        await output.WriteLineAsync($"node {number} is ready");
    }

    /// <summary>Ends the cluster, and forgets it.</summary>
    public async Task DownAsync(CancellationToken cancellationToken)
    {
        var state = Current();
        RunningProcess[] all = [.. state.Nodes.Select(node => node.Process).Append(state.Balancer?.Process).OfType<RunningProcess>()];
        await Task.WhenAll(all.Select(process => process.SignalAsync("TERM", cancellationToken)));
        var ended = await Task.WhenAll(all.Select(process => process.WaitAsync(DrainTimeout, cancellationToken)));
        await Task.WhenAll(all.Where((_, i) => !ended[i]).Select(process => process.SignalAsync("KILL", cancellationToken)));
        if (state.Database is { } database && Directory.Exists(database.Folder))
        {
            await LocalPostgres.RemoveAsync(database.Folder, cancellationToken);
        }

        ClusterState.Remove();
        await output.WriteLineAsync("the cluster is down");
    }

    private static ClusterState Current() =>
        ClusterState.Read() ?? throw new IOException($"There is no cluster in {ClusterState.Folder}: start one with up.");

    private static RunningProcess ProcessOf(int number) =>
        Current().Nodes.FirstOrDefault(node => node.Number == number)?.Process ?? throw new IOException($"There is no node {number}.");

    private Task<NodeStatus?[]> AskAllAsync(ClusterState state, CancellationToken cancellationToken) =>
        Task.WhenAll(state.Nodes.Select(node => nodes.AskAsync(node, cancellationToken)));

    private static string Line(ClusterMember node, NodeStatus? before, NodeStatus? now, double seconds)
    {
        if (now is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{node.Number,-4}  {node.Address,-22}  {(node.Process?.IsRunning == true ? "silent" : "gone"),-8}");
        }

        var (frames, toNodes) = before is null || before.Node != now.Node
            ? (0, 0)
            : ((now.FramesRelayed - before.FramesRelayed) / seconds, (now.FramesToNodes - before.FramesToNodes) / seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{node.Number,-4}  {node.Address,-22}  {now.State,-8}  {now.Connections,11}  {now.Sessions,8}  {frames,8:0}  {toNodes,10:0}");
    }

    private static string Describe(string membership) => membership switch
    {
        "postgres" => "PostgreSQL",
        "azure" => "in an Azure table",
        _ => "localhost: node 1 keeps it",
    };

    private async Task DescribeAsync(ClusterState state)
    {
        await output.WriteLineAsync($"{state.Nodes.Count} nodes, membership {Describe(state.Membership)}, datasites {state.Datasites}");
        foreach (var node in state.Nodes)
        {
            await output.WriteLineAsync($"  node {node.Number}: {node.Address}");
        }

        await output.WriteLineAsync(state.Balancer is { } balancer ? $"  peers go to {balancer.Address} (HAProxy)" : "  no load balancer: HAProxy is not installed");
    }
}
