using System.Net.Http.Json;
using Hotlink.Gateway.Health;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>A node of a cluster under test.</summary>
internal sealed class ClusterNode(NodeProcess process, HttpClient http)
{
    /// <summary>Its process.</summary>
    public NodeProcess Process => process;

    /// <summary>Connects a peer to it.</summary>
    public Task<FakePeer> ConnectAsync(string user) => ConnectAsync(new PeerOptions { User = user });

    /// <inheritdoc cref="ConnectAsync(string)"/>
    public Task<FakePeer> ConnectAsync(PeerOptions options) => process.ConnectAsync(options);

    /// <summary>Connects a peer that buffers little, so that it is felt soon when it doesn't read.</summary>
    public Task<FakePeer> ConnectSmallAsync(string user) => process.ConnectAsync(new PeerOptions { User = user, SocketBufferBytes = 64 * 1024 });

    /// <summary>What it holds.</summary>
    public async Task<NodeStatus> StatusAsync() =>
        (await http.GetFromJsonAsync<NodeStatus>(new Uri(await process.AddressAsync(), "/statusz")).SoonAsync(() => process.Output))!;

    /// <summary>How much memory its process has in use.</summary>
    public long MemoryBytes()
    {
        using var running = global::System.Diagnostics.Process.GetProcessById(process.Id);
        return running.WorkingSet64;
    }

    /// <summary>The answer of <c>/readyz</c>; null where it doesn't answer.</summary>
    public async Task<int?> ReadinessAsync()
    {
        try
        {
            using var response = await http.GetAsync(new Uri(await process.AddressAsync(), "/readyz"));
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
