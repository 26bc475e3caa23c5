using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Forwarding;

/// <summary>Who gets nothing: third parties, too many, peers without reliable streams.</summary>
public sealed class ForwardLimitTests : ForwardTest
{
    private const string ForwardPath = $"{Directory}/stream.forward.request";
    private const string ExposePath = $"{Directory}/stream.expose.request";

    [Theory]
    [InlineData(Alice)]
    [InlineData(Carol)]
    [InlineData(Bob)]
    public async Task ThirdParty_OpensOnWhateverPath_ReachesNobody(string datasite)
    {
        var (alice, bob, service) = await StartPairAsync();
        await using var carol = await ConnectAsync(Carol, options => options with { AcceptTimeout = TimeSpan.FromSeconds(1) });

        foreach (var (path, to) in new[] { (ForwardPath, Bob), (ExposePath, Alice), (ExposePath, Bob), (ForwardPath, Alice) })
        {
            await Assert.ThrowsAsync<HotlinkException>(() => carol.OpenAsync($"{datasite}/{path}", to, Cancellation).SoonAsync());
        }

        Assert.Equal((0, 0), (bob.Status.Runs, alice.Status.Runs));
        Assert.False(service.HasNews);
        var (client, server) = await JoinAsync(alice, service);
        await client.WriteAsync("mine");
        await server.ExpectAsync("mine");
    }

    [Fact]
    public async Task Connections_MoreThanTheForwarderTakes_AreReset()
    {
        var (alice, _, service) = await StartPairAsync(near: new() { ConnectionCount = 2 });
        var (first, firstServer) = await JoinAsync(alice, service);
        await JoinAsync(alice, service);

        await Assert.ThrowsAsync<SocketException>(async () => await (await DialAsync(alice.Port)).ReadSomeAsync(new byte[1]).SoonAsync());

        await alice.UntilAsync(TunnelEventKind.RunFailed, "too many connections");
        first.Leave();
        firstServer.Leave();
        await alice.UntilAsync(TunnelEventKind.RunFinished);
        await EventWait.UntilAsync(() => alice.Status.Connections == 1, alice.Describe);
        var (client, server) = await JoinAsync(alice, service);
        await client.WriteAsync("room again");
        await server.ExpectAsync("room again");
    }

    [Fact]
    public async Task Connections_MoreThanTheExposerTakes_AreResetWithTheReason()
    {
        var (alice, _, service) = await StartPairAsync(far: new() { ConnectionCount = 1 });
        await JoinAsync(alice, service);

        await (await DialAsync(alice.Port)).ExpectResetAsync(alice.Describe);

        await alice.UntilAsync(TunnelEventKind.RunFailed, "too many connections");
    }

    [Fact]
    public async Task Exposer_StreamIsNotReliable_IsRefusedWithAClearMessage()
    {
        var service = Own(new Service());
        var bob = await ExposeAsync(service.Port);
        await using var alice = await ConnectAsync(Alice);

        var writer = await alice.OpenAsync(new HotlinkOpenOptions { Path = $"{Alice}/{ForwardPath}", To = Bob, Reliable = false }, Cancellation);

        await bob.UntilAsync(TunnelEventKind.StreamRefused, "knows no reliable streams");
        Assert.False(service.HasNews);
        await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
    }

    [Fact]
    public async Task Exposer_StreamSaysNotWhoseItIs_IsRefused()
    {
        var service = Own(new Service());
        var bob = await ExposeAsync(service.Port);
        await using var alice = await ConnectAsync(Alice);

        var writer = await alice.OpenAsync($"{Alice}/{ForwardPath}", Bob, Cancellation);

        await bob.UntilAsync(TunnelEventKind.StreamRefused, "doesn't say");
        Assert.False(service.HasNews);
        await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
    }

    [Fact]
    public async Task Forwarder_PeerIsNotReliable_ResetsTheClientWithAClearMessage()
    {
        var alice = await ForwardAsync(change: options => options with { GreetingTimeout = TimeSpan.FromMilliseconds(300) });
        var peer = await Relay.ConnectAsync(Bob);
        var client = await DialAsync(alice.Port);

        var open = await peer.NextAsync<HotlinkOpen>();
        await peer.SendAsync(new HotlinkAccept(open.SessionId));

        await client.ExpectResetAsync(alice.Describe);
        await alice.UntilAsync(TunnelEventKind.RunFailed, "knows no reliable streams");
    }

    [Fact]
    public async Task Forwarder_AnswerToNobody_IsRefused()
    {
        var (alice, bob, _) = await StartPairAsync();

        var options = new HotlinkOpenOptions { Path = $"{Bob}/{ExposePath}", To = Alice, Label = "tunnel,0123456789abcdef,fedcba9876543210" };
        var writer = await bob.Client.OpenAsync(options, Cancellation);

        await alice.UntilAsync(TunnelEventKind.StreamRefused, "the connection that it answers is over");
        await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
    }
}
