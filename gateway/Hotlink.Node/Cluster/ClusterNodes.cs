using System.Net;
using System.Reflection;
using System.Text.Json;
using Hotlink.Gateway.Health;

namespace Hotlink.Node.Cluster;

/// <summary>Starts the nodes of a local cluster, and asks them how they do.</summary>
internal sealed class ClusterNodes(HttpClient http)
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Where a node's output goes.</summary>
    public static string LogOf(ClusterMember node) => Path.Combine(ClusterState.Folder, $"node{node.Number}.log");

    /// <summary>Starts a node; it isn't ready yet.</summary>
    public static ClusterMember Start(ClusterState state, ClusterMember node)
    {
        var config = Path.Combine(ClusterState.Folder, $"node{node.Number}.json");
        File.WriteAllText(config, JsonSerializer.Serialize(SettingsOf(state, node)));
        var process = RunningProcess.Start(
            LogOf(node), "dotnet", Assembly.GetExecutingAssembly().Location,
            "serve", "--silo", "orleans", "--auth", "off", "--urls", node.Address.ToString(), "--datasites", state.Datasites, "--config", config);
        return node with { Process = process };
    }

    /// <summary>Waits until a node is ready.</summary>
    /// <exception cref="IOException">It ended before, or took too long; the text says where to look.</exception>
    public async Task WaitReadyAsync(ClusterMember node, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(node, cancellationToken))
        {
            if (node.Process is not { IsRunning: true } || TimeProvider.System.GetElapsedTime(start) > ReadyTimeout)
            {
                throw new IOException($"Node {node.Number} did not become ready: {LogOf(node)} says why.");
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What a node holds; null where it doesn't answer.</summary>
    public async Task<NodeStatus?> AskAsync(ClusterMember node, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync<NodeStatus>(new Uri(node.Address, "/statusz"), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<bool> IsReadyAsync(ClusterMember node, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(node.Address, "/readyz"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static Dictionary<string, string> SettingsOf(ClusterState state, ClusterMember node)
    {
        var settings = new Dictionary<string, string>
        {
            ["Cluster:ClusterId"] = state.Id,
            ["Cluster:SiloPort"] = $"{node.SiloPort}",
            ["Cluster:AdvertisedAddress"] = "127.0.0.1",
            ["Cluster:Membership"] = state.Membership,
            ["Cluster:PrimaryPort"] = $"{state.Nodes[0].SiloPort}",
        };
        if (state.Database is { } database)
        {
            settings["Cluster:ConnectionString"] = LocalPostgres.ConnectionStringFor(database.Port, database.Password);
        }
        else if (state.Account is { } account)
        {
            settings["Cluster:ConnectionString"] = account;
        }

        return settings;
    }
}
