using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Disconnects;

/// <summary>Pitfalls 6, 20, 22, 23: whoever goes, the others hear of it, and nothing stays behind.</summary>
public sealed class PeerGoneTests : RelayTest
{
    public enum Way
    {
        Reset,
        Finish,
        CloseFrame,
    }

    [Theory]
    [InlineData(Way.Reset)]
    [InlineData(Way.Finish)]
    [InlineData(Way.CloseFrame)]
    public async Task Sender_Dies_ReadersAreTold(Way way)
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob);
        await carol.NextAsync<HotlinkOpen>();

        await LeaveAsync(alice, way);

        Assert.Equal((sessionId, Reasons.SenderDisconnected), await CloseAsync(bob));
        Assert.Equal((sessionId, Reasons.SenderDisconnected), await CloseAsync(carol));
        await EventWait.UntilAsync(() => relay is { ConnectionCount: 2, RouteCount: 0, SessionGrainCount: 0 }, () => relay.Holdings);
    }

    [Theory]
    [InlineData(Way.Reset)]
    [InlineData(Way.Finish)]
    [InlineData(Way.CloseFrame)]
    public async Task OnlyReceiver_Dies_SenderIsTold(Way way)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await LeaveAsync(bob, way);

        Assert.Equal((sessionId, Reasons.ReceiverDisconnected), await CloseAsync(alice));
        await EventWait.UntilAsync(() => relay is { ConnectionCount: 1, RouteCount: 0, SessionGrainCount: 0 }, () => relay.Holdings);
    }

    [Fact]
    public async Task OneOfTwoReceivers_Dies_OtherGoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);

        bob.Socket.Reset();

        Assert.Equal(Reasons.ReceiverDisconnected, (await alice.NextAsync<HotlinkSignal>(signal => signal.Kind == "receiver_left")).Error);
        await alice.SendDataAsync(sessionId, 1, "", "on"u8.ToArray());
        await carol.NextAsync<HotlinkData>();
    }

    // Checklist, section M: a receiver that reconnects in the middle of a stream. The old session is over for all; a new one works.
    [Fact]
    public async Task Receiver_ReconnectsMidStream_OldSessionOverNewOneWorks()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var old = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var flood = new Flood(alice, old, 1024);
        await bob.NextAsync<HotlinkData>(data => data.Seq == 100);

        bob.Socket.Reset();
        var back = await relay.ConnectAsync(Bob);

        Assert.Equal((old, Reasons.ReceiverDisconnected), await CloseAsync(alice));
        await flood.StopAsync();
        var next = await alice.LinkAsync(Paths.Tcp(Alice), back);
        await alice.SendDataAsync(next, 1, Paths.Tcp(Alice), "again"u8.ToArray());
        Assert.Equal((next, 1UL), (await back.NextAsync<HotlinkData>()) is var data ? (data.SessionId, data.Seq) : default);
    }

    // Pitfall 11: what was received before the end of the connection is dealt with first.
    [Theory]
    [InlineData(Way.Finish)]
    [InlineData(Way.CloseFrame)]
    public async Task Sender_WritesThenLeaves_EverythingArrivesBeforeTheEnd(Way way)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var recorder = new StreamRecorder(bob, 5000);

        await alice.SendTogetherAsync(
            Enumerable.Range(1, 5000).Select(seq => new HotlinkData(sessionId, (ulong)seq, "", "", StreamPattern.At((ulong)seq, 1000))));
        await LeaveAsync(alice, way);

        Assert.Equal((sessionId, Reasons.SenderDisconnected), await CloseAsync(bob));
        await recorder.CompleteAsync();
    }

    // The same while the receiver doesn't read: the end waits behind the data.
    [Fact]
    public async Task Sender_WritesToASlowReaderThenLeaves_EverythingArrivesBeforeTheEnd()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, SocketBufferBytes = 64 * 1024 });
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var recorder = new StreamRecorder(bob, 200);
        bob.StopReading();

        var leaving = WriteAndLeaveAsync();
        await EventWait.UntilAsync(() => relay.WaitingSessions(Bob).Contains(sessionId), () => relay.Holdings);
        bob.GoOnReading();

        await leaving;
        Assert.Equal((sessionId, Reasons.SenderDisconnected), await CloseAsync(bob));
        await recorder.CompleteAsync();

        async Task WriteAndLeaveAsync()
        {
            for (var seq = 1UL; seq <= 200; seq++)
            {
                await alice.SendDataAsync(sessionId, seq, "", StreamPattern.At(seq, 100_000));
            }

            alice.Socket.FinishSending();
        }
    }

    private static async Task<(string SessionId, string Reason)> CloseAsync(FakePeer peer)
    {
        var close = await peer.NextAsync<HotlinkClose>();
        return (close.SessionId, close.Reason);
    }

    private static async Task LeaveAsync(FakePeer peer, Way way)
    {
        switch (way)
        {
            case Way.Reset:
                peer.Socket.Reset();
                break;
            case Way.Finish:
                peer.Socket.FinishSending();
                break;
            default:
                await peer.CloseAsync();
                break;
        }
    }
}
