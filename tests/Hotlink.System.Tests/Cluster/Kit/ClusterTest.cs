using System.Text.Json;
using Hotlink.Node.Cluster;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Silo.Hosting;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>A test with a cluster of its own: processes of the node, a store for the membership, one folder of datasites for all.</summary>
[Collection(nameof(Alone))]
public abstract class ClusterTest(IMembershipStore store) : IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";
    protected const string Carol = "carol@three.example";

    // Several processes start at once, and read the whole of Orleans from disk.
    protected static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(1);
    private readonly string _clusterId = $"test-{Guid.NewGuid():N}";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<ClusterNode> _nodes = [];
    private readonly double _slowness = Machine.Slowness;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Within how long nodes have to notice that one is lost.</summary>
    protected TimeSpan NoticeLimit => Scale(TimeSpan.FromSeconds(5));

    /// <summary>The folder of the test.</summary>
    protected string Folder => _folder.Path;

    /// <summary>The folder of datasites that all nodes share.</summary>
    protected string Datasites => Path.Combine(_folder.Path, "datasites");

    /// <summary>The environment of nodes, beside the one of the tests.</summary>
    protected List<(string Name, string Value)> Environment { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            SiloHostingExtensions.HasOrleans, "This build has no Orleans: its packages could not be restored, or WithOrleans=false was set.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to end nodes with.");
        var obstacle = await store.ObstacleAsync();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        foreach (var owner in new[] { Alice, Bob, Carol })
        {
            RuleFiles.Put(Datasites, owner, RuleFiles.Everybody);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            foreach (var node in _nodes)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(node.Process.Output);
            }
        }

        await Task.WhenAll(_nodes.Select(node => node.Process.DisposeAsync().AsTask()));
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Starts nodes and waits until they listen.</summary>
    internal async Task<ClusterNode[]> StartAsync(int count, params IEnumerable<(string Name, string Value)> settings)
    {
        var connection = await StoreAsync();
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartOneAsync(connection, settings)));
    }

    /// <summary>A limit for a machine that is free; on one that is not everything takes longer.</summary>
    protected TimeSpan Scale(TimeSpan limit) => limit * _slowness;

    /// <summary>A way to the membership store that can be cut.</summary>
    internal async Task<TcpForwarder> ForwarderAsync()
    {
        var port = await store.PortAsync();
        return new(() => Task.FromResult<int?>(port));
    }

    /// <summary>Waits until a peer is told that a session was lost with its node, and holds the nodes to the time they have for that.</summary>
    internal async Task IsToldAsync(FakePeer peer, string sessionId)
    {
        var watch = FairStopwatch.Start();
        var close = await peer.NextAsync<HotlinkClose>(message => message.SessionId == sessionId, within: TestLimit);
        var elapsed = watch.Elapsed;
        TestContext.Current.TestOutputHelper?.WriteLine($"told after {elapsed.TotalSeconds:0.0} s");
        Assert.Equal(Reasons.RelayNodeLost, close.Reason);
        Assert.True(elapsed <= NoticeLimit, $"told after {elapsed}, not within {NoticeLimit}");
    }

    /// <summary>How nodes reach the membership store.</summary>
    protected Task<string> StoreAsync() => store.ConnectionStringAsync();

    /// <summary>Where the membership store listens.</summary>
    protected Task<int> StorePortAsync() => store.PortAsync();

    /// <summary>How nodes reach the membership store on that way.</summary>
    internal Task<string> StoreThroughAsync(TcpForwarder network) => store.ConnectionStringAsync(network.Port);

    /// <summary>Starts a node that finds the membership store where it is told.</summary>
    internal async Task<ClusterNode> StartOneAsync(string connection, params IEnumerable<(string Name, string Value)> settings)
    {
        var node = await LaunchAsync(connection, settings);
        await node.Process.AddressAsync(StartLimit);
        return node;
    }

    /// <summary>Starts a node, and doesn't wait for it.</summary>
    internal async Task<ClusterNode> LaunchAsync(string connection, params IEnumerable<(string Name, string Value)> settings)
    {
        var values = new Dictionary<string, string>
        {
            ["Cluster:Membership"] = store.Membership,
            ["Cluster:ConnectionString"] = connection,
            ["Cluster:ClusterId"] = _clusterId,
            ["Cluster:AdvertisedAddress"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{FreePorts.Take(1)[0]}",
            ["Cluster:ProbeInterval"] = $"{Scale(TimeSpan.FromSeconds(1))}",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var config = Path.Combine(_folder.Path, $"node-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(values), Cancellation);
        var process = NodeProcess.Start(
            _folder.Path,
            Environment,
            ["serve", "--urls", "http://127.0.0.1:0", "--auth", "off", "--silo", "orleans", "--datasites", Datasites, "--config", config]);
        var node = new ClusterNode(process, _http);
        lock (_nodes)
        {
            _nodes.Add(node);
        }

        return node;
    }
}
