using Hotlink.Domain.Sessions;
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
    private const string OtherPath = RelayBench.Bob + "/app/other";
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
        await _peer.NotifyAsync(NoticeKind.Accept, "session-2");
        await _peer.NotifyAsync(NoticeKind.Close, "session-2");
        Assert.Equal(
            [new HotlinkOpen("session-2", BobsPath, RelayBench.Bob), "", new HotlinkAccept("session-2"), "one", "two", new HotlinkClose("session-2")],
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
        Assert.False(_peer.Connection.HasPartIn("session-2"));
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        Assert.True(_peer.Connection.HasPartIn("session-2"));
        await _peer.NotifyAsync(end, "session-2");
        Assert.False(_peer.Connection.HasPartIn("session-2"));
        _peer.Read();

        Assert.Equal(DeliveryResult.Gone, await _peer.DeliverAsync("session-2", "late"));

        Assert.Empty(_peer.Read());
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    // An open whose answer got lost with a node may be carried out when the peer was told so already.
    [Theory]
    [InlineData(NoticeKind.Accept)]
    [InlineData(NoticeKind.ReceiverLeft)]
    public async Task NotifyAsync_NewsOfASessionThatThePeerHasNoPartIn_FindNobody(NoticeKind news)
    {
        Assert.Equal(DeliveryResult.Gone, await _peer.NotifyAsync(news, "session-2"));
        Assert.Empty(_peer.Read());
    }

    // The peer has said more than has come to the grain: that comes first, and the grain hears last that it is gone.
    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeliverAndNotify_WhileThePeersLastWordsAreOnTheirWay_SayThatItLeaves(bool isCut)
    {
        var session = _relay.Session(BobsPath, RelayBench.Bob);
        var held = session.HoldRelays();
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.SendAsync(Wire.Signal("session-2", "one"));
        await _peer.SendAsync(Wire.Message(new HotlinkClose("session-2", "done")));
        if (isCut)
        {
            _peer.Connection.Abort();
        }
        else
        {
            await _peer.HangUpAsync();
        }

        Assert.Equal(DeliveryResult.Leaving, await _peer.DeliverAsync("session-2", "late"));
        Assert.Equal(DeliveryResult.Leaving, await _peer.NotifyAsync(NoticeKind.ReceiverLeft, "session-2"));
        Assert.Single(session.Calls);
        held.SetResult(ReasonCode.None);
        await run;

        Assert.Equal(["Close session-2 done"], session.Calls[1..]);
        Assert.Equal(DeliveryResult.Gone, await _peer.DeliverAsync("session-2", "late"));
        CheckNothingIsLeft();
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SocketIsGone_OneSessionThatStandsStillHoldsUpNoOther()
    {
        var held = _relay.Session(BobsPath, RelayBench.Bob).HoldRelays();
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.NotifyAsync(NoticeKind.Open, "session-3", OtherPath);
        await _peer.SendAsync(Wire.Signal("session-2", "one"));

        await _peer.HangUpAsync();

        Assert.Equal(["Gone session-3 None"], _relay.Session(OtherPath, RelayBench.Bob).Calls);
        held.SetResult(ReasonCode.None);
        await run;
        Assert.Equal("Gone session-2 None", _relay.Session(BobsPath, RelayBench.Bob).Calls[^1]);
        CheckNothingIsLeft();
    }

    // It said why before it went; that is in the socket when the relay's next write to it fails.
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SocketTakesNothingMore_WhatThePeerSaidBeforeIsRead()
    {
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.StopReadingAsync();

        Assert.Equal(DeliveryResult.Taken, await _peer.DeliverAsync("session-2", "unread"));
        await _peer.SendAsync(Wire.Message(new HotlinkClose("session-2", "done")));
        await _peer.StopSendingAsync();
        await run;

        Assert.Equal(["Close session-2 done"], _relay.Session(BobsPath, RelayBench.Bob).Calls);
        CheckNothingIsLeft();
    }

    [Fact(Timeout = 60_000)]
    public async Task Tick_SocketTakesNothingMoreAndNeverEnds_IsCut()
    {
        var run = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        await _peer.StopReadingAsync();
        await _peer.DeliverAsync("session-2", "unread");
        _peer.Connection.Tick();
        Assert.Equal(0, _peer.Aborts);

        _relay.Clock.Advance(_relay.Services.Options.CloseTimeout);
        _peer.Connection.Tick();

        Assert.Equal(1, _peer.Aborts);
        await run;
        CheckNothingIsLeft();
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
