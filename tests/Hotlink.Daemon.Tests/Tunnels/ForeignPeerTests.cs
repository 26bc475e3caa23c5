using System.Text;
using Hotlink.Client;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Today's Go and Rust clients: plain sessions, paths of their own choice, never a word about an end.</summary>
public sealed class ForeignPeerTests : TunnelTest
{
    private const string Tcp = "stream.tcp.request";

    protected override TimeSpan GreetingTimeout => TimeSpan.FromMilliseconds(300);

    // Who we are, our marker and its from; the path that the foreign peer sends on. Rows of table 5.3.
    [Theory] // Pitfall 167.
    [InlineData(Alice, $"{Alice}/{Run}/0_to_1", Alice, $"{Bob}/{Run}/1_to_0")]
    [InlineData(Alice, $"{Alice}/{Run}/0_to_1", Alice, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Alice, $"{Alice}/{Run}/0_to_1", Alice, $"{Bob}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/1_to_0", Bob, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/0_to_1", Bob, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/0_to_1", Alice, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/0_to_1", Alice, $"{Bob}/{Run}/0_to_1")]
    public async Task Receive_OnEveryKeyOfTheTable_GetsTheBytes(string user, string marker, string from, string sendsOn)
    {
        var other = user == Alice ? Bob : Alice;
        var us = await StartAsync(user);
        var app = await DialAsync(await us.OpenTunnelAsync(marker, from, from == Alice ? Bob : Alice));
        var peer = await Relay.ConnectAsync(other);

        var session = await OpenAsync(peer, $"{sendsOn}/{Tcp}");
        await peer.SendDataAsync(session, 1, $"{sendsOn}/{Tcp}", Encoding.UTF8.GetBytes("from afar"));

        await app.ExpectAsync("from afar");
        Assert.Equal((other, HotlinkMode.Plain), (us.Status.ReceivesFrom, us.Status.Receiving!.Mode));
    }

    // What a Go client listens on: the canonical path of its marker, and the marker's own.
    [Theory]
    [InlineData(Alice, $"{Alice}/{Run}/0_to_1", Alice, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/1_to_0", Bob, $"{Alice}/{Run}/0_to_1")]
    [InlineData(Bob, $"{Bob}/{Run}/0_to_1", Alice, $"{Alice}/{Run}/0_to_1")]
    public async Task Send_PeerWithoutReliableStreams_GetsThePathThatGoListensOn(string user, string marker, string from, string listensOn)
    {
        var us = await StartAsync(user);
        var app = await DialAsync(await us.OpenTunnelAsync(marker, from, from == Alice ? Bob : Alice));
        var peer = await Relay.ConnectAsync(user == Alice ? Bob : Alice);
        Accept(peer);

        await app.WriteAsync("to afar");

        var data = await peer.NextAsync<HotlinkData>();
        Assert.Equal(($"{listensOn}/{Tcp}", 1UL, "to afar"), (data.Path, data.Seq, Encoding.UTF8.GetString(data.Payload.Span)));
    }

    [Fact]
    public async Task Send_NotAllowedOnThePeersPath_StaysOnTheOwn()
    {
        await Relay.PublishRulesAsync(Alice, RuleFiles.For([Alice], [Bob]));
        var bob = await StartAsync(Bob);
        var app = await DialAsync(await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice));
        var peer = await Relay.ConnectAsync(Alice);
        Accept(peer);

        await app.WriteAsync("to Rust");

        Assert.Equal($"{Bob}/{Run}/1_to_0/{Tcp}", (await peer.NextAsync<HotlinkData>()).Path);
    }

    [Fact]
    public async Task Connections_OneAfterTheOther_ShareOneSessionEachWay()
    {
        var alice = await StartAsync(Alice);
        var port = await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        var peer = await Relay.ConnectAsync(Bob);
        Accept(peer);
        var session = await OpenAsync(peer, $"{Bob}/{Run}/1_to_0/{Tcp}");
        var first = await DialAsync(port);
        await first.WriteAsync("one");
        var one = await peer.NextAsync<HotlinkData>();
        await peer.SendDataAsync(session, 1, "", Encoding.UTF8.GetBytes("eins"));
        await first.ExpectAsync("eins");

        first.Leave();
        var second = await DialAsync(port);
        await second.WriteAsync("two");
        var two = await peer.NextAsync<HotlinkData>();
        await peer.SendDataAsync(session, 2, "", Encoding.UTF8.GetBytes("zwei"));
        await second.ExpectAsync("zwei");

        Assert.Equal((one.SessionId, 2UL), (two.SessionId, two.Seq));
        Assert.Equal(0, peer.Count<HotlinkClose>());
    }

    [Fact] // Pitfalls 22 and 103: a relay may not say that a client is gone, and a Go client that was started anew counts from 1.
    public async Task Receive_PeerBeganAnew_GetsANewSessionEachWay()
    {
        var (_, port, peer, first, one) = await SentOneAsync();
        await peer.SendDataAsync(await OpenAsync(peer, $"{Alice}/{Run}/0_to_1/{Tcp}"), 1, "", Encoding.UTF8.GetBytes("eins"));
        await first.ExpectAsync("eins");

        await peer.SendDataAsync(await OpenAsync(peer, $"{Alice}/{Run}/0_to_1/{Tcp}"), 1, "", Encoding.UTF8.GetBytes("zwei"));
        await first.ExpectResetAsync();
        var second = await DialAsync(port);
        await second.ExpectAsync("zwei");
        await second.WriteAsync("two");

        var two = await peer.NextAsync<HotlinkData>();
        Assert.NotEqual(one.SessionId, two.SessionId);
        Assert.Equal((1UL, "two"), (two.Seq, Encoding.UTF8.GetString(two.Payload.Span)));
    }

    [Fact] // Pitfall 103: such a client says nothing of what it doesn't deliver, so we do.
    public async Task Send_SecondStreamToAPeerWithoutReliableStreams_SaysThatItMayNotBeDelivered()
    {
        var (bob, port, peer, first, _) = await SentOneAsync();
        await bob.UntilAsync(TunnelEventKind.RunStarted);
        Assert.Equal(0, bob.Count(TunnelEventKind.PeerMayBeDeaf));

        await peer.DisposeAsync();
        await first.ExpectResetAsync();
        var again = await Relay.ConnectAsync(Alice);
        Accept(again);
        var second = await DialAsync(port);
        await second.WriteAsync("two");

        await again.NextAsync<HotlinkData>();
        await bob.UntilAsync(TunnelEventKind.PeerMayBeDeaf);
        Assert.Contains("Go client", bob.Of(TunnelEventKind.PeerMayBeDeaf).Single().Text, StringComparison.Ordinal);
        Assert.Equal(bob.Of(TunnelEventKind.PeerMayBeDeaf).Single().Text, bob.Status.LastError);
    }

    [Fact] // Pitfall 166.
    public async Task Receive_AfterTheApplicationEndedItsSending_StillArrives()
    {
        var alice = await StartAsync(Alice);
        var app = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        var peer = await Relay.ConnectAsync(Bob);
        Accept(peer);
        await app.WriteAsync("question");
        app.EndSending();
        await peer.NextAsync<HotlinkData>();

        var session = await OpenAsync(peer, $"{Bob}/{Run}/1_to_0/{Tcp}");
        await peer.SendDataAsync(session, 1, "", Encoding.UTF8.GetBytes("answer"));

        await app.ExpectAsync("answer");
    }

    [Fact] // Pitfalls 100, 105 and 159.
    public async Task Receive_IdenticalAndDisorderedChunks_ArriveOnceAndInOrder()
    {
        var alice = await StartAsync(Alice);
        var app = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        var peer = await Relay.ConnectAsync(Bob);
        var session = await OpenAsync(peer, $"{Bob}/{Run}/1_to_0/{Tcp}");

        foreach (var seq in new ulong[] { 2, 1, 3, 3, 4 })
        {
            await peer.SendAsync(new HotlinkData(session, seq, "", "same", Encoding.UTF8.GetBytes(seq == 4 ? "end" : "ab")));
        }

        await app.ExpectAsync("abababend");
    }

    [Fact] // Pitfalls 107 and 179.
    public async Task Hold_MoreThanAMebibyte_FailsLoudly()
    {
        var alice = await StartAsync(Alice);
        await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        var peer = await Relay.ConnectAsync(Bob);
        var session = await OpenAsync(peer, $"{Bob}/{Run}/1_to_0/{Tcp}");

        for (ulong seq = 1; seq <= 20; seq++)
        {
            await peer.SendDataAsync(session, seq, "", new byte[61440]);
        }

        Assert.NotEqual("", (await peer.NextAsync<HotlinkClose>()).Reason);
        await alice.UntilAsync(TunnelEventKind.HoldFailed);
    }

    [Fact] // Pitfalls 110 and 149.
    public async Task Send_PlainPeerLeaves_ResetsTheApplication()
    {
        var alice = await StartAsync(Alice);
        var app = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        var peer = await Relay.ConnectAsync(Bob);
        Accept(peer);
        await app.WriteAsync("x");
        await peer.NextAsync<HotlinkData>();
        await EventWait.UntilAsync(() => alice.Status.Sending?.Mode == HotlinkMode.Plain, alice.Describe);

        await peer.CloseAsync();

        await app.ExpectResetAsync();
    }

    [Fact]
    public async Task Session_OfAThirdParty_IsNotListenedTo()
    {
        var alice = await StartAsync(Alice);
        var app = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        var (carol, bob) = (await Relay.ConnectAsync(Carol), await Relay.ConnectAsync(Bob));
        await carol.OpenAsync($"{Bob}/{Run}/1_to_0/{Tcp}");
        await carol.OpenAsync($"{Alice}/{Run}/0_to_1/{Tcp}");
        var session = await OpenAsync(bob, $"{Bob}/{Run}/1_to_0/{Tcp}");

        await bob.SendDataAsync(session, 1, "", Encoding.UTF8.GetBytes("from bob"));

        await app.ExpectAsync("from bob");
        Assert.Equal(0, carol.Count<HotlinkAccept>());
    }

    [Fact]
    public async Task Session_OfOneselfOnAnotherConnection_IsNotListenedTo()
    {
        var alice = await StartAsync(Alice);
        var app = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        var (self, bob) = (await Relay.ConnectAsync(Alice), await Relay.ConnectAsync(Bob));
        await self.OpenAsync($"{Bob}/{Run}/1_to_0/{Tcp}", to: Alice);
        await self.OpenAsync($"{Alice}/{Run}/0_to_1/{Tcp}");
        var session = await OpenAsync(bob, $"{Bob}/{Run}/1_to_0/{Tcp}");

        await bob.SendDataAsync(session, 1, "", Encoding.UTF8.GetBytes("from bob"));

        await app.ExpectAsync("from bob");
        Assert.Equal(0, self.Count<HotlinkAccept>());
        Assert.Equal(0, self.Count<HotlinkData>());
    }

    // Bob is one of ours, and has sent a first word to a foreign peer.
    private async Task<(Party Bob, int Port, FakePeer Peer, App First, HotlinkData One)> SentOneAsync()
    {
        var bob = await StartAsync(Bob);
        var port = await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice);
        var peer = await Relay.ConnectAsync(Alice);
        Accept(peer);
        var first = await DialAsync(port);
        await first.WriteAsync("one");
        return (bob, port, peer, first, await peer.NextAsync<HotlinkData>());
    }

    private static async Task<string> OpenAsync(FakePeer peer, string path)
    {
        var session = await peer.OpenAsync(path);
        await peer.NextAsync<HotlinkAccept>(accept => accept.SessionId == session);
        return session;
    }

    // As today's clients do: every session on such a path is accepted at once, signals are ignored.
    private static void Accept(FakePeer peer) => peer.Intercept = received =>
    {
        if (received.Message.Body is not HotlinkOpen open)
        {
            return false;
        }

        _ = peer.SendAsync(new HotlinkAccept(open.SessionId));
        return true;
    };
}
