using Hotlink.Daemon.LocalSockets;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>With clients as they are today: plain frames, and their way of falling back. And with clients that mean harm.</summary>
public sealed class PlainPeerTests : SocketTest
{
    private const string Session = "00112233aabbccdd";

    [Fact] // Pitfall 102.
    public async Task Receive_PlainFrames_ReachTheApplicationAsTheyAre()
    {
        var (bob, peer) = await AcceptAsync();

        await peer.SendAsync(new HotlinkData(Session, 1, $"{Endpoint}/a.request", "tag", "same"u8.ToArray()));
        await peer.SendAsync(new HotlinkData(Session, 2, $"{Endpoint}/a.request", "tag", "same"u8.ToArray()));
        await peer.SendAsync(new HotlinkData(Session, 3, "", "", "blank"u8.ToArray()));

        var app = await DialAsync(bob, Endpoint);
        var frames = new[] { await app.ReadAsync(), await app.ReadAsync(), await app.ReadAsync() };
        Assert.Equal([1UL, 2UL, 3UL], frames.Select(frame => frame!.Seq));
        Assert.Equal(["a.request", "a.request", "first.request"], frames.Select(frame => Path.GetFileName(frame!.Path)));
        Assert.Equal(["tag", "tag", RuleFiles.FileOf("x", "blank").ETag], frames.Select(frame => frame!.ETag));
    }

    [Fact]
    public async Task Send_PeerDoesNotGreet_GetsPlainFramesInOrder()
    {
        var alice = await StartAsync(Alice, new() { Client = client => client with { GreetingTimeout = TimeSpan.FromMilliseconds(200) } });
        var peer = await Relay.ConnectAsync(Bob);
        alice.Put($"{Endpoint}/stream.sock");
        var app = await DialAsync(alice, Endpoint);
        await app.SendAsync(Frame("a.request", 100));
        await peer.SendAsync(new HotlinkAccept((await peer.NextAsync<HotlinkOpen>()).SessionId));
        await app.SendAsync(Frame("b.request", 200));

        var (first, second) = (await peer.NextAsync<HotlinkData>(), await peer.NextAsync<HotlinkData>());

        Assert.Equal((1UL, $"{Endpoint}/a.request", 100, 32), (first.Seq, first.Path, first.Payload.Length, first.ETag.Length));
        Assert.Equal((2UL, $"{Endpoint}/b.request", 200), (second.Seq, second.Path, second.Payload.Length));
    }

    [Fact]
    public async Task Send_PeerDoesNotAccept_GetsTheFileUnderItsName()
    {
        var alice = await StartAsync(Alice);
        var peer = await Relay.ConnectAsync(Bob);
        alice.Put($"{Endpoint}/stream.sock");
        var app = await DialAsync(alice, Endpoint);

        await app.SendAsync(Frame("a.request", 100));

        var file = await peer.NextAsync<FileWrite>(write => write.Path == $"{Endpoint}/a.request");
        Assert.Equal(Frame("a.request", 100).Payload.ToArray(), file.Content.ToArray());
    }

    [Fact] // Pitfalls 132 and 133.
    public async Task Receive_PeerFallsBack_ReplaysItsFilesByNameOnce()
    {
        var (bob, peer) = await AcceptAsync();
        await peer.SendAsync(new HotlinkData(Session, 1, $"{Endpoint}/m2.request", RuleFiles.FileOf("x", "two").ETag, "two"u8.ToArray()));
        var app = await DialAsync(bob, Endpoint);
        Assert.Equal("m2.request", Path.GetFileName((await app.ReadAsync())!.Path));
        foreach (var (name, content) in new[] { ("m3.request", "three"), ("m1.response", "one"), ("m2.request", "two"), ("other.txt", "no") })
        {
            await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/{name}", content));
        }

        await EventWait.UntilAsync(() => bob.Inbox.Status.Written >= 4, bob.Describe);
        await peer.SendAsync(new HotlinkClose(Session, "fallback"));

        var (first, second) = (await app.ReadAsync(), await app.ReadAsync());
        Assert.Equal(("m1.response", 1UL), (Path.GetFileName(first!.Path), first.Seq));
        Assert.Equal(("m3.request", 2UL), (Path.GetFileName(second!.Path), second.Seq));
        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/m4.request", "four"));
        Assert.Equal("m4.request", Path.GetFileName((await app.ReadAsync())!.Path));
    }

    [Fact] // Pitfalls 26 and 183.
    public async Task Receive_PathOfAnotherChannel_NeverReachesTheApplication()
    {
        var (bob, peer) = await AcceptAsync();
        var app = await DialAsync(bob, Endpoint);

        await peer.SendAsync(new HotlinkData(Session, 1, $"{Alice}/app_data/other/rpc/x/a.request", "", "bad"u8.ToArray()));
        await peer.SendAsync(new HotlinkData(Session, 2, $"{Endpoint}/../../../../{Bob}/a.request", "", "bad"u8.ToArray()));
        await peer.SendAsync(new HotlinkClose(Session));

        await bob.UntilAsync(LocalSocketEventKind.SessionEnded);
        Assert.Equal(0, bob.StatusOf(Endpoint)!.FramesToApp);
        Assert.Equal(0, bob.StatusOf(Endpoint)!.HeldFrames);
        app.Dispose();
    }

    [Fact] // Pitfalls 120 and 158.
    public async Task Receive_SessionOfATunnel_IsNotForSockets()
    {
        var bob = await StartAsync(Bob);
        bob.Put($"{Endpoint}/stream.accept", "1");
        var peer = await Relay.ConnectAsync(Alice);
        await peer.OpenAsync($"{Endpoint}/stream.tcp.request", Bob);
        await peer.OpenAsync($"{Endpoint}/a.request", Bob, Session);

        Assert.Equal(Session, (await peer.NextAsync<HotlinkAccept>()).SessionId);
        await bob.UntilAsync(LocalSocketEventKind.SessionAccepted);
        Assert.Single(bob.Events, happened => happened.Kind == LocalSocketEventKind.SessionAccepted);
    }

    [Fact] // Pitfall 180.
    public async Task Receive_NoSocketCanBeMade_EndsTheSessionAtOnce()
    {
        var bob = await StartAsync(Bob, new() { Sockets = sockets => sockets with { SocketFolder = "/proc/no/such" } });
        bob.Put($"{Endpoint}/stream.accept", "1");
        var peer = await Relay.ConnectAsync(Alice);

        await peer.OpenAsync($"{Endpoint}/a.request", Bob, Session);

        await peer.NextAsync<HotlinkClose>(close => close.SessionId == Session);
        await bob.UntilAsync(LocalSocketEventKind.ListenFailed);
        await bob.UntilAsync(LocalSocketEventKind.SessionEnded);
        Assert.Equal(SessionTexts.Unavailable, bob.Events.Single(happened => happened.Kind == LocalSocketEventKind.SessionEnded).Text);
    }

    [Fact] // Pitfall 101: an empty one is never sent.
    public async Task Application_HostileFrames_AreRefusedAndTheNextGoodOneIsSent()
    {
        var (alice, bob) = (await StartAsync(Alice), await StartAsync(Bob));
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var app = await DialAsync(alice, Endpoint);

        await app.SendAsync(Convert.FromHexString("484c4e4b01ffffffffffffffff0000000000000000"));
        await app.SendAsync(Frame("a.request", 10, $"{Alice}/app_data/other"));
        await app.SendAsync(Frame("a.request", 10, $"{Bob}/app_data"));
        await app.SendAsync(Frame("a.txt", 10));
        await app.SendAsync(Frame("a.request", 0));
        await app.SendAsync(Frame("large.request", 5_000_000));
        await app.SendAsync(Frame("good.request", 10));

        await ExpectAsync(await DialAsync(bob, Endpoint), Frame("good.request", 10));
        Assert.Equal(6, alice.Events.Count(happened => happened.Kind == LocalSocketEventKind.FrameRefused));
    }

    [Fact]
    public async Task Marker_IsTakenAway_EndsTheServingAndComesBackWithIt()
    {
        var alice = await StartAsync(Alice);
        var marker = alice.At($"{Endpoint}/stream.sock");
        alice.Put($"{Endpoint}/stream.sock");
        (await DialAsync(alice, Endpoint)).Dispose();
        var socket = await File.ReadAllTextAsync(marker, Cancellation);

        File.Delete(marker);
        await alice.UntilAsync(LocalSocketEventKind.Closed);
        Assert.False(File.Exists(socket));
        alice.Put($"{Endpoint}/stream.sock");
        await DialAsync(alice, Endpoint);

        await alice.StopAsync();
        Assert.Equal("", await File.ReadAllTextAsync(marker, Cancellation));
        Assert.False(File.Exists(socket));
    }

    [Fact] // Pitfall 121.
    public async Task Marker_OfATunnel_IsLeftAloneInTcpMode()
    {
        const string tunnel = $$"""{"from":"{{Alice}}","to":"{{Bob}}","port":9001}""";
        var alice = await StartAsync(Alice, new() { Sockets = sockets => sockets with { Mode = IpcMode.Tcp } });
        alice.Put($"{Alice}/shared/flows/f/run/_mpc/0_to_1/stream.tcp", tunnel);
        alice.Put($"{Endpoint}/stream.tcp");

        await DialAsync(alice, Endpoint);

        Assert.Equal(Endpoint, Assert.Single(alice.Hub.Markers).Directory);
        Assert.Equal(tunnel, await File.ReadAllTextAsync(alice.At($"{Alice}/shared/flows/f/run/_mpc/0_to_1/stream.tcp"), Cancellation));
    }

    private async Task<(Party Bob, FakePeer Peer)> AcceptAsync()
    {
        var bob = await StartAsync(Bob);
        bob.Put($"{Endpoint}/stream.accept", "1");
        var peer = await Relay.ConnectAsync(Alice);
        await peer.OpenAsync($"{Endpoint}/first.request", Bob, Session);
        await peer.NextAsync<HotlinkAccept>();
        return (bob, peer);
    }
}
