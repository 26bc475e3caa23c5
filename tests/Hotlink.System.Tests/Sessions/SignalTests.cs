using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Sessions;

public sealed class SignalTests : RelayTest
{
    [Theory]
    [InlineData(WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json)]
    public async Task Signal_OfEitherEnd_ReachesTheOther(WireEncoding readerEncoding)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob, readerEncoding));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var offer = new HotlinkSignal(sessionId, "sdp_offer", ["10.0.0.1:5000", "[::1]:5000"], "v=0", "");
        var answer = new HotlinkSignal(sessionId, "anything_at_all", [], "", "no way");

        await bob.SendAsync(offer);
        await alice.SendAsync(answer);

        Assert.Equal(offer, await alice.NextAsync<HotlinkSignal>());
        Assert.Equal(answer, await bob.NextAsync<HotlinkSignal>());
    }

    // Pitfall 33: what is sent before the accept is held, in order with the data.
    [Fact]
    public async Task Signal_BeforeTheAccept_DeliveredInOrderWithTheData()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var order = new List<string>();
        bob.Intercept = received =>
        {
            order.Add(received.ToString());
            return false;
        };
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await alice.SendTogetherAsync(
            new HotlinkData(sessionId, 1, "", "", "a"u8.ToArray()),
            new HotlinkSignal(sessionId, "ice", []),
            new HotlinkData(sessionId, 2, "", "", "b"u8.ToArray()));

        await bob.AcceptAsync(sessionId);

        await bob.NextAsync<HotlinkData>(data => data.Seq == 2);
        Assert.Equal([$"Data({sessionId} #1 1 B)", $"Signal({sessionId} ice '')", $"Data({sessionId} #2 1 B)"], order[^3..]);
    }

    // Pitfall 34: the kind that today's clients know, and a reject for those who don't.
    [Fact]
    public async Task Signal_UnknownSession_AnsweredTwice()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendAsync(new HotlinkSignal("no-such-session", "sdp_offer", []));

        var answer = await alice.NextAsync<HotlinkSignal>();
        Assert.Equal(("no-such-session", "quic_error", Reasons.UnknownSession), (answer.SessionId, answer.Kind, answer.Error));
        Assert.Equal(Reasons.UnknownSession, (await alice.NextAsync<HotlinkReject>()).Reason);
    }

    [Theory]
    [InlineData(Mallory)]
    [InlineData(Alice)]
    [InlineData(Bob)]
    public async Task Signal_OfAStrangerOrAnotherConnection_RefusedAndGoesNowhere(string user)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var stranger = await relay.ConnectAsync(user);

        await stranger.SendAsync(new HotlinkSignal(sessionId, "sdp_offer", []));

        await stranger.NextAsync<HotlinkSignal>(signal => signal.Kind == "quic_error");
        await bob.SendAsync(new HotlinkSignal(sessionId, "from_bob", []));
        Assert.Equal("from_bob", (await alice.NextAsync<HotlinkSignal>()).Kind);
        await alice.SendAsync(new HotlinkSignal(sessionId, "from_alice", []));
        Assert.Equal("from_alice", (await bob.NextAsync<HotlinkSignal>()).Kind);
    }

    // Who was told of the open but has not accepted has no say yet.
    [Fact]
    public async Task Signal_OfAReaderThatHasNotAccepted_Refused()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        await bob.SendAsync(new HotlinkSignal(sessionId, "sdp_offer", []));

        await bob.NextAsync<HotlinkSignal>(signal => signal.Kind == "quic_error");
        Assert.Equal(0, alice.Count<HotlinkSignal>());
    }

    // Pitfalls 16, 33: signals have a size.
    [Fact]
    public async Task Signal_TooLarge_RefusedAndSessionGoesOn()
    {
        var relay = await StartAsync(("Connections:MaxSignalBytes", "1000"));
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.SendAsync(new HotlinkSignal(sessionId, "sdp_offer", [], new string('x', 1000)));

        Assert.Equal(Reasons.MessageTooLarge, (await alice.NextAsync<HotlinkReject>()).Reason);
        await alice.SendAsync(new HotlinkSignal(sessionId, "small", []));
        Assert.Equal("small", (await bob.NextAsync<HotlinkSignal>()).Kind);
    }
}
