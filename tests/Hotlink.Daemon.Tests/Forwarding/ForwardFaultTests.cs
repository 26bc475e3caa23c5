using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Forwarding;

/// <summary>Whatever fails, both applications are told, and the next connection works.</summary>
public sealed class ForwardFaultTests : ForwardTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Service_Refuses_ResetsTheClientWithTheReason(bool hasEndedSending)
    {
        var bob = await ExposeAsync(Party.FreePort());
        var alice = await ForwardAsync();
        var client = await DialAsync(alice.Port);
        await client.WriteAsync("anybody there");
        if (hasEndedSending)
        {
            client.EndSending();
        }

        await client.ExpectResetAsync(() => $"{alice.Describe()}\n{bob.Describe()}");

        await alice.UntilAsync(TunnelEventKind.RunFailed, "the service refuses the connection");
        await bob.UntilAsync(TunnelEventKind.StreamRefused, "the service refuses the connection");
        Assert.Contains("the service refuses the connection", alice.Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_ComesLater_TheNextConnectionReachesIt()
    {
        var port = Party.FreePort();
        await ExposeAsync(port);
        var alice = await ForwardAsync();
        await (await DialAsync(alice.Port)).ExpectResetAsync(alice.Describe);

        var (client, server) = await JoinAsync(alice, Own(new Service(port)));

        await client.WriteAsync("now");
        await server.ExpectAsync("now");
    }

    [Fact]
    public async Task Peer_ComesLater_TheConnectionWaits()
    {
        var alice = await ForwardAsync(change: options => options with { AcceptTimeout = TimeSpan.FromMilliseconds(300) });
        var client = await DialAsync(alice.Port);
        await client.WriteAsync("patience");
        await alice.UntilAsync(TunnelEventKind.OpenRefused);

        var service = Own(new Service());
        await ExposeAsync(service.Port);

        await Own(await service.AcceptAsync(alice.Describe)).ExpectAsync("patience");
    }

    [Fact]
    public async Task Peer_NeverComes_ResetsTheClientsInTimeAndTellsTheSameOnce()
    {
        var alice = await ForwardAsync(
            new() { AnswerTime = TimeSpan.FromSeconds(2) }, options => options with { AcceptTimeout = TimeSpan.FromMilliseconds(100) });
        App[] clients = [await DialAsync(alice.Port), await DialAsync(alice.Port), await DialAsync(alice.Port)];

        foreach (var client in clients)
        {
            await client.ExpectResetAsync(alice.Describe);
        }

        await alice.UntilAsync(TunnelEventKind.RunFailed, clients.Length);
        Assert.All(alice.Of(TunnelEventKind.RunFailed), failed => Assert.Equal("the peer did not answer", failed.Text));
        Assert.Single(alice.Of(TunnelEventKind.OpenRefused));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_OfOneEnd_ResetsTheOther(bool isClient)
    {
        var (alice, bob, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);
        await client.WriteAsync("begin");
        await server.ExpectAsync("begin");
        await server.WriteAsync("so");
        await client.ExpectAsync("so");

        (isClient ? client : server).Reset();

        await (isClient ? server : client).ExpectResetAsync();
        await alice.UntilAsync(TunnelEventKind.RunFailed);
        await bob.UntilAsync(TunnelEventKind.RunFailed);
        var (again, serverAgain) = await JoinAsync(alice, service);
        await again.WriteAsync("next");
        await serverAgain.ExpectAsync("next");
    }

    [Fact]
    public async Task Service_NeverReads_HoldsTheClientWithBoundedMemoryUntilItResets()
    {
        var (alice, bob, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);
        var sending = client.WriteAsync(new byte[64 * 1024 * 1024]);
        await EventWait.UntilAsync(
            () => alice.Client.GetStreams().Any(stream => stream.Outbound && stream.Statistics.CreditWait > TimeSpan.FromSeconds(1)), alice.Describe);
        Assert.False(sending.IsCompleted);
        Assert.All(alice.Client.GetStreams().Concat(bob.Client.GetStreams()), stream => Assert.True(stream.Statistics.WaitingBytes <= 4 * 1024 * 1024));

        client.Reset(); // Nobody reads from it now.

        await server.ExpectResetAsync(() => $"{alice.Describe()}\n{bob.Describe()}");
        await alice.UntilAsync(TunnelEventKind.RunFailed);
        await Assert.ThrowsAnyAsync<Exception>(() => sending.SoonAsync());
    }

    [Fact]
    public async Task Peer_Restarts_ResetsConnectionsAndServesNewOnes()
    {
        var (alice, bob, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);
        await client.WriteAsync("before");
        await server.ExpectAsync("before");

        await bob.DisposeAsync();
        await client.ExpectResetAsync(alice.Describe);
        await server.ExpectResetAsync();
        await ExposeAsync(service.Port);

        var (again, serverAgain) = await JoinAsync(alice, service);
        await again.WriteAsync("after");
        await serverAgain.ExpectAsync("after");
    }
}
