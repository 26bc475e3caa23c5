using System.Net;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Cluster;

/// <summary>Nodes that hold sockets alone, and nodes that hold sessions alone.</summary>
public sealed class RoleTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Fact]
    public async Task Roles_Split_SocketsAtGatewaysAndSessionsAtSilos()
    {
        var silos = await StartAsync(2, ("Cluster:Role", "silo"));
        var gateways = await StartAsync(2, ("Cluster:Role", "gateway"));
        var alice = await gateways[0].ConnectAsync(Alice);
        var bob = await gateways[1].ConnectAsync(Bob);
        const int Frames = 100;

        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var recorder = new StreamRecorder(bob, Frames);
        for (var seq = 1UL; seq <= Frames; seq++)
        {
            await alice.SendDataAsync(sessionId, seq, "", StreamPattern.At(seq, 500));
        }

        await recorder.CompleteAsync();
        var atSilos = await Task.WhenAll(silos.Select(node => node.StatusAsync()));
        var atGateways = await Task.WhenAll(gateways.Select(node => node.StatusAsync()));
        Assert.Equal((1L, 0), (atSilos.Sum(status => status.Sessions), atSilos.Sum(status => status.Connections)));
        Assert.Equal((0L, 2), (atGateways.Sum(status => status.Sessions), atGateways.Sum(status => status.Connections)));

        // To the silo, and on to the other gateway: once a hop.
        Assert.Equal((Frames, Frames), (atGateways.Sum(status => status.FramesToNodes), atSilos.Sum(status => status.FramesToNodes)));
    }

    [Fact]
    public async Task Silo_TakesNoConnections()
    {
        var silo = (await StartAsync(1, ("Cluster:Role", "silo")))[0];
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(await silo.Process.AddressAsync(), "/api/v1/events?user=" + Alice), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(200, await silo.ReadinessAsync());
    }
}
