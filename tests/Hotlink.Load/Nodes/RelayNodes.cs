using System.Globalization;
using Hotlink.Load.Client;
using Hotlink.Load.Tunnels;

namespace Hotlink.Load.Nodes;

/// <summary>A relay that a measurement starts and ends: one local node, or a cluster. Its limits are those of a load test.</summary>
internal sealed class RelayNodes : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Limits = new()
    {
        ["Connections:OpensPerSecond"] = "1000000",
        ["Connections:SessionCount"] = "100000",
    };

    private readonly List<RelayNode> _nodes = [];

    private RelayNodes()
    {
    }

    /// <summary>Whether clusters can be started.</summary>
#if ORLEANS
    public static bool HasOrleans => true;
#else
    public static bool HasOrleans => false;
#endif

    /// <summary>Why not.</summary>
    public static string WithoutOrleans => "This build has no Orleans: its packages could not be restored (set WithOrleans=true to insist).";

    /// <summary>Its processes.</summary>
    public IReadOnlyList<int> Pids => [.. _nodes.Select(static node => node.Id)];

    /// <summary>Where its nodes are.</summary>
    public IReadOnlyList<Endpoint> Endpoints => [.. _nodes.Select(static node => node.Endpoint)];

    /// <summary>Starts one node that needs no other.</summary>
    public static Task<RelayNodes> StartLocalAsync(string datasites, CancellationToken cancellationToken) =>
        StartAsync(1, static _ => Limits, datasites, cancellationToken);

    /// <summary>Starts the nodes of a cluster, one after the other: the first keeps the membership of the others.</summary>
    /// <exception cref="LoadException">The build has no Orleans, or they don't start.</exception>
    public static Task<RelayNodes> StartClusterAsync(int count, string datasites, CancellationToken cancellationToken)
    {
        if (!HasOrleans)
        {
            throw new LoadException(WithoutOrleans);
        }

        var id = $"bench-{Guid.NewGuid():N}";
        var ports = Loopback.FreePorts(count);
        return StartAsync(count, node => ClusterSettings(id, ports[node], ports[0]), datasites, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Enumerable.Reverse(_nodes))
        {
            await node.DisposeAsync();
        }
    }

    private static async Task<RelayNodes> StartAsync(
        int count, Func<int, Dictionary<string, string>> settings, string datasites, CancellationToken cancellationToken)
    {
        var nodes = new RelayNodes();
        try
        {
            for (var node = 0; node < count; node++)
            {
                nodes._nodes.Add(await RelayNode.StartAsync(datasites, settings(node), cancellationToken));
            }

            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    // A load test leaves nodes little CPU: one that answers a probe late is not lost.
    private static Dictionary<string, string> ClusterSettings(string id, int port, int firstPort) => new(Limits)
    {
        ["Silo"] = "orleans",
        ["Cluster:Membership"] = "localhost",
        ["Cluster:ClusterId"] = id,
        ["Cluster:AdvertisedAddress"] = "127.0.0.1",
        ["Cluster:SiloPort"] = port.ToString(CultureInfo.InvariantCulture),
        ["Cluster:PrimaryPort"] = firstPort.ToString(CultureInfo.InvariantCulture),
        ["Cluster:ProbeInterval"] = "00:00:05",
        ["Cluster:MissedProbeCount"] = "3",
    };
}
