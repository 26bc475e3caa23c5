using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Sessions;

public sealed class CloseTests : RelayTest
{
    // Pitfall 38: a close reaches everybody that the open was announced to, whether they had accepted or not.
    [Fact]
    public async Task Close_BySender_ReachesAllWhoWereToldOfTheOpen()
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob);
        await carol.NextAsync<HotlinkOpen>();

        await alice.SendAsync(new HotlinkClose(sessionId, "fallback"));

        Assert.Equal("fallback", (await bob.NextAsync<HotlinkClose>(close => close.SessionId == sessionId)).Reason);
        Assert.Equal("fallback", (await carol.NextAsync<HotlinkClose>(close => close.SessionId == sessionId)).Reason);
        await EventWait.UntilAsync(() => relay.RouteCount == 0 && relay.SessionGrainCount == 0, () => relay.Holdings);
    }

    // A close never overtakes the data that was sent before it.
    [Fact]
    public async Task Close_BySenderRightBehindData_ComesAfterAllOfIt()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var recorder = new StreamRecorder(bob, 2000);
        var dataBeforeClose = 0L;
        var intercept = bob.Intercept!;
        bob.Intercept = received =>
        {
            dataBeforeClose += received.Message.Body is HotlinkData ? 1 : 0;
            return intercept(received);
        };

        await alice.SendTogetherAsync(
            Enumerable.Range(1, 2000)
                .Select<int, Message>(seq => new HotlinkData(sessionId, (ulong)seq, "", "", StreamPattern.At((ulong)seq, 500)))
                .Append(new HotlinkClose(sessionId, "end")));

        await bob.NextAsync<HotlinkClose>();
        Assert.Equal(2000, dataBeforeClose);
        await recorder.CompleteAsync();
    }

    // What it says meanwhile is of a session that is over: no answer to that overtakes the reason.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_WhileTheOtherEndSpeaks_IsTheFirstThatItHearsOfTheEnd(bool byReader)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await LastWords.CheckAsync(alice, bob, Paths.Tcp(Alice), byReader, sessions: 200);
    }

    [Fact]
    public async Task Close_WhileTheReaderAccepts_IsTheFirstThatItHearsOfTheEnd()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var heard = new LastWords(bob);
        for (var round = 0; round < 200; round++)
        {
            var id = await alice.OpenAsync(Paths.Tcp(Alice));
            await bob.NextAsync<HotlinkOpen>();

            await Task.WhenAll(alice.SendAsync(new HotlinkClose(id, "changed my mind")), bob.SendAsync(new HotlinkAccept(id)));

            Assert.Equal((0, "close: changed my mind"), await heard.OfAsync(id));
        }
    }

    [Fact]
    public async Task Close_ByTheOnlyReceiver_ReachesTheSenderAsItCame()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await bob.SendAsync(new HotlinkClose(sessionId, "quic-only"), id: "b0b0b0");

        var close = await alice.NextReceivedAsync<HotlinkClose>();
        Assert.Equal(("b0b0b0", "quic-only"), (close.Message.Id, ((HotlinkClose)close.Message.Body).Reason));
        await EventWait.UntilAsync(() => relay.RouteCount == 0 && relay.SessionGrainCount == 0, () => relay.Holdings);
    }

    [Fact]
    public async Task Close_ByOneOfTwoReceivers_OtherGoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);

        await bob.SendAsync(new HotlinkClose(sessionId, "enough"));

        var left = await alice.NextAsync<HotlinkSignal>();
        Assert.Equal((sessionId, "receiver_left", "enough"), (left.SessionId, left.Kind, left.Error));
        await alice.SendDataAsync(sessionId, 1, "", "on"u8.ToArray());
        await carol.NextAsync<HotlinkData>();
        Assert.Equal(0, bob.Count<HotlinkData>() + alice.Count<HotlinkClose>());
    }

    // Pitfall 30: knowing an id gives no say in its session.
    [Fact]
    public async Task CloseAndReject_ByStranger_ChangeNothing()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var mallory = await relay.ConnectAsync(Mallory);

        await mallory.SendTogetherAsync(new HotlinkClose(sessionId, "mine now"), new HotlinkReject(sessionId, "mine now"), new FileDelete("fence"));
        await mallory.NextAsync<ErrorMessage>(); // The one about the fence: all before it has been dealt with.

        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "on"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        Assert.Equal(0, alice.Count<HotlinkClose>() + alice.Count<HotlinkReject>() + bob.Count<HotlinkClose>());
    }

    // Pitfall 32: the last reader's no is the end of the session; an accept after it comes too late.
    [Fact]
    public async Task Reject_ByTheOnlyReader_EndsTheSession()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        await bob.SendAsync(new HotlinkReject(sessionId, "ipc unavailable"));

        Assert.Equal("ipc unavailable", (await alice.NextAsync<HotlinkReject>()).Reason);
        await bob.SendAsync(new HotlinkAccept(sessionId));
        Assert.Equal("unknown session", (await bob.NextAsync<HotlinkReject>()).Reason);
        Assert.Equal(0, alice.Count<HotlinkAccept>());
    }

    [Fact]
    public async Task Reject_ByOneOfTwoReaders_OtherMayStillAccept()
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        await bob.SendAsync(new HotlinkReject(sessionId, "busy"));
        await carol.AcceptAsync(sessionId);

        await alice.NextAsync<HotlinkAccept>();
        Assert.Equal(0, alice.Count<HotlinkReject>());
    }
}
