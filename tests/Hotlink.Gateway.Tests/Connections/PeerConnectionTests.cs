using Hotlink.Gateway.Tests.Relay;
using Hotlink.Gateway.Tests.WebSockets;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class PeerConnectionTests : IAsyncDisposable
{
    private const string BobsPath = RelayBench.Bob + "/app/stream";
    private readonly RelayBench _relay = new();
    private readonly PeerBench _peer;

    public PeerConnectionTests() => _peer = new(_relay);

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_PeerThatCloses_IsAnsweredAndItsSessionsAreTold()
    {
        var run = _peer.RunAsync();
        await _peer.SendAsync(Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path)), Wire.Data(Desk.Session, "last words"));
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        Assert.Equal(2, _peer.Connection.SessionCount);
        await _peer.SendAsync(ClientFrame.Of(WebSocketOpcode.Close, [3, 0xe9]));
        await run;
        Assert.Equal([3, 0xe9], _peer.ReadFrames()[^1].Payload);
        Assert.Equal([$"Open {Desk.Session} {Desk.Path} to ''", $"Data {Desk.Session} last words", $"Gone {Desk.Session} None"], _relay.Session(Desk.Path).Calls);
        Assert.Equal(["Gone session-2 None"], _relay.Session(BobsPath, RelayBench.Bob).Calls);
        CheckNothingIsLeft();
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SocketThatIsGoneInTheMiddleOfAMessage_LeavesNothingBehind()
    {
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "queued");
        await _peer.SendAsync([.. ClientFrame.Header(WebSocketOpcode.Binary, 1_000_000), 1, 2, 3]);
        await _peer.HangUpAsync();
        await run;
        Assert.Equal(["Gone session-2 None"], _relay.Session(BobsPath, RelayBench.Bob).Calls);
        CheckNothingIsLeft();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("83", CloseCode.ProtocolError)]
    [InlineData("82ff7fffffffffffffff00000000", CloseCode.TooBig)]
    public async Task RunAsync_PeerThatBreaksTheRules_IsToldSoAndCutOff(string hex, object code)
    {
        var run = _peer.RunAsync();
        await _peer.SendAsync(Convert.FromHexString(hex + "00"));
        await _peer.StopSendingAsync();
        await run;
        Assert.Equal((CloseCode)code, CloseFrame.ReadCode(_peer.ReadFrames()[^1].Payload));
        CheckNothingIsLeft();
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_DetachThatFails_StillEndsEverything()
    {
        _peer.DetachFailure = new IOException("silo lost");
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "queued");
        await _peer.HangUpAsync();
        await run;
        Assert.Equal(["Gone session-2 None"], _relay.Session(BobsPath, RelayBench.Bob).Calls);
        CheckNothingIsLeft();
    }

    [Fact]
    public async Task NotifyAsync_NewsOfASession_ComesInOrderWithItsFrames()
    {
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "one", "two");
        await _peer.NotifyAsync(NoticeKind.Close, "session-2");
        await _peer.NotifyAsync(NoticeKind.Accept, "session-3");
        Assert.Equal(
            [new HotlinkOpen("session-2", BobsPath, RelayBench.Bob), "", new HotlinkAccept("session-3"), "one", "two", new HotlinkClose("session-2")],
            _peer.Read().Concat(_peer.Read()));
    }

    [Fact]
    public async Task NotifyAsync_SameIdOpenedAgain_IsNoNewsBeforeTheFirstIsOver()
    {
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "one", "two");
        await _peer.NotifyAsync(NoticeKind.Close, "session-2");
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.DeliverAsync("session-2", "three");
        var open = new HotlinkOpen("session-2", BobsPath, RelayBench.Bob);
        Assert.Equal([open, "", "one", "two", new HotlinkClose("session-2"), open, "three"], _peer.Read().Concat(_peer.Read()));
        Assert.Equal(1, _peer.Connection.SessionCount);
    }

    [Fact]
    public async Task NotifyAsync_Abort_OvertakesAndDiscardsWhatIsQueued()
    {
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Read();
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "one", "two");
        await _peer.NotifyAsync(NoticeKind.Abort, "session-2");
        Assert.Equal(["", new HotlinkClose("session-2")], _peer.Read().Concat(_peer.Read()));
        Assert.Equal(0, _peer.Connection.SessionCount);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    // While nodes are lost, calls are on their way for as long as it takes to find out where they go: that end overtakes them.
    [Theory]
    [InlineData(NoticeKind.Abort)]
    [InlineData(NoticeKind.Close)]
    public async Task DeliverAsync_BehindTheEndOfItsSession_IsTooLate(NoticeKind end)
    {
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.NotifyAsync(end, "session-2");
        _peer.Read();

        Assert.Equal(DeliveryResult.Gone, await _peer.DeliverAsync("session-2", "late"));

        Assert.Empty(_peer.Read());
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public async Task DeliverAndNotify_ConnectionThatCloses_AreTooLate()
    {
        _peer.Connection.Close(CloseCode.ServiceRestart, Reasons.RelayShuttingDown);
        Assert.False(_peer.Connection.IsOpen);
        Assert.Equal(DeliveryResult.Gone, await _peer.DeliverAsync("session-2", "late"));
        Assert.Equal(DeliveryResult.Gone, await _peer.NotifyAsync(NoticeKind.Open, "session-2"));
        Assert.Equal(0, _peer.Connection.SessionCount);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private void CheckNothingIsLeft()
    {
        Assert.Equal(1, _peer.Detached);
        Assert.False(_peer.Connection.IsOpen);
        Assert.Equal(0, _peer.Connection.SessionCount);
        Assert.True(_peer.Connection.Outbound.Finished.IsCompleted);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }
}
