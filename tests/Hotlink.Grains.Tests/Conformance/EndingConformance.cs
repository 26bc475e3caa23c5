using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>Who is told what when a peer leaves, is gone or can't go on.</summary>
public abstract class EndingConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Fact]
    public async Task Leave_Sender_TellsTheReceivers()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        await alice.SendAsync(Sid, "last");
        await alice.LeaveAsync();
        foreach (var reader in readers)
        {
            Assert.Equal(ReasonCode.SenderDisconnected, (await reader.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
            Assert.Equal(["last"], reader.Log.Frames(Sid));
        }
    }

    [Fact]
    public async Task Leave_OnlyReceiver_TellsTheSender()
    {
        var (alice, readers) = await LiveAsync(Bob);
        await readers[0].LeaveAsync();
        Assert.Equal(ReasonCode.ReceiverDisconnected, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.UnknownSession, await alice.SendAsync(Sid, "late"));
    }

    [Fact]
    public async Task Relay_ReceiverIsGone_TellsTheSender()
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Cut();
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "into the void"));
        Assert.Equal(ReasonCode.ReceiverDisconnected, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
    }

    [Theory]
    [InlineData(DeliveryResult.TooSlow, ReasonCode.ReceiverTooSlow)]
    [InlineData(DeliveryResult.TooLarge, ReasonCode.MessageTooLarge)]
    public async Task Relay_ReceiverCannotGoOn_TellsBothEnds(DeliveryResult answer, ReasonCode expected)
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Answer = answer;
        await alice.SendAsync(Sid, "frame");
        Assert.Equal(expected, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
        Assert.Equal(expected, (await readers[0].Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Relay_ReceiverStallsAndIsTooSlow_TellsBothEndsOnce()
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Stall();
        var sending = alice.SendAsync(Sid, "frame").AsTask();
        await readers[0].Log.FramesAsync(Sid, 1);
        readers[0].Sink.Resume(DeliveryResult.TooSlow);
        await readers[0].GoneAsync(Sid, ReasonCode.ReceiverTooSlow);
        await sending;
        Assert.Equal(["Accept None ", "Close ReceiverTooSlow "], alice.Log.Of(Sid).Select(item => item.ToString()));
        Assert.Single(readers[0].Log.Notices(NoticeKind.Abort, Sid));
    }

    // What it said before is on its way: a reason of its own, or frames that the relay took.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Relay_ReceiverIsLeaving_IsNotToldBeforeItsLastWords(bool closes)
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Answer = DeliveryResult.Leaving;
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "into the void"));
        await readers[0].SignalAsync(Sid, "last signal");

        await (closes ? readers[0].CloseAsync(Sid, "done") : readers[0].GoneAsync(Sid));

        var close = await alice.Log.NoticeAsync(NoticeKind.Close, Sid);
        Assert.Equal(closes ? (ReasonCode.Peer, "done") : (ReasonCode.ReceiverDisconnected, ""), (close.Reason.Code, close.Reason.Text ?? ""));
        Assert.Equal(["last signal"], alice.Log.Frames(Sid));
    }

    [Fact]
    public async Task Reject_OnlyReader_TellsTheSender()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid, Bob);
        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        Assert.Equal(ReasonCode.None, await bob.RejectAsync(Sid, "ipc unavailable"));
        var reject = await alice.Log.NoticeAsync(NoticeKind.Reject, Sid);
        Assert.Equal((ReasonCode.Peer, "ipc unavailable", "word-" + bob.Peer.Connection), (reject.Reason.Code, reject.Reason.Text, reject.MessageId));
    }

    [Fact]
    public async Task Word_OfAStranger_ChangesNothing()
    {
        var (alice, readers) = await LiveAsync(Bob);
        var stranger = await Host.ConnectAsync(Carol);
        await stranger.OpenAsync("carol@x.io/c/f.request", "session-2");
        var other = await Host.ConnectAsync(Alice);
        Assert.Equal(ReasonCode.PermissionDenied, await other.AcceptAsync(Sid, readers[0].Log.Opens()[0].SessionKey));
        Assert.Equal(ReasonCode.UnknownSession, await alice.RejectAsync(Sid, "my own"));
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "goes on"));
        Assert.Equal(["goes on"], readers[0].Log.Frames(Sid));
    }

    [Fact]
    public async Task Close_ReceiverIsStuck_ComesBehindTheFrames()
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Stall();
        var sending = alice.SendAsync(Sid, "1").AsTask();
        await readers[0].Log.FramesAsync(Sid, 1);
        var closing = alice.CloseAsync(Sid).AsTask();
        Assert.Empty(readers[0].Log.Notices(NoticeKind.Close, Sid));
        readers[0].Sink.Resume();
        await Task.WhenAll(sending, closing);
        Assert.Single(readers[0].Log.Notices(NoticeKind.Close, Sid));
    }

    [Fact]
    public async Task Close_OnItsWayToAReceiver_WhatItStillSaysIsNotRefused()
    {
        var (alice, readers) = await LiveAsync(Bob);
        var (bob, key) = (readers[0], readers[0].Log.Opens()[0].SessionKey);
        bob.Sink.Stall();
        var sending = alice.SendAsync(Sid, "1").AsTask();
        await bob.Log.FramesAsync(Sid, 1);
        var closing = alice.CloseAsync(Sid).AsTask();
        await Eventually.AnswersAsync(ReasonCode.UnknownSession, () => alice.AcceptAsync(Sid, key));

        Assert.Equal(ReasonCode.None, await bob.SignalAsync(Sid, "got it"));
        Assert.Equal(ReasonCode.None, await bob.AcceptAsync(Sid));

        bob.Sink.Resume();
        await Task.WhenAll(sending, closing);
        Assert.Single(bob.Log.Notices(NoticeKind.Close, Sid));
        Assert.Empty(alice.Log.Frames(Sid));
        Assert.Equal(ReasonCode.UnknownSession, await bob.SignalAsync(Sid, "late"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leave_ReceiverWithFramesOnTheirWay_GetsNoMore(bool says)
    {
        var (alice, bob, carol) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob), await Host.ConnectAsync(Carol));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "held");
        bob.Sink.Stall();
        var accepting = bob.AcceptAsync(Sid);
        await bob.Log.FramesAsync(Sid, 1);
        await carol.AcceptAsync(Sid);
        var sending = alice.SendAsync(Sid, "waits for Bob").AsTask();
        Assert.Equal(ReasonCode.None, await (says ? bob.CloseAsync(Sid) : bob.GoneAsync(Sid)));
        await alice.Log.NoticeAsync(NoticeKind.ReceiverLeft, Sid);
        bob.Sink.Resume();
        await Task.WhenAll(accepting, sending);
        Assert.Equal(["held"], bob.Log.Frames(Sid));
        Assert.Equal(["waits for Bob"], carol.Log.Frames(Sid));
    }

    [Fact]
    public async Task Accept_AgainAfterLeaving_IsNotHurtByAnOldAnswer()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        readers[0].Sink.Stall();
        var sending = alice.SendAsync(Sid, "1").AsTask();
        await readers[0].Log.FramesAsync(Sid, 1);
        await readers[0].CloseAsync(Sid);
        Assert.Equal(ReasonCode.None, await readers[0].AcceptAsync(Sid));
        readers[0].Sink.Resume(DeliveryResult.TooSlow);
        await sending;
        await alice.SendAsync(Sid, "2");
        Assert.Equal(["1", "2"], await readers[0].Log.FramesAsync(Sid, 2));
    }

    [Fact]
    public async Task Reject_OfItsOwnSession_DoesNotLetASignalOvertake()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        alice.Sink.Stall();
        var first = readers[0].SignalAsync(Sid, "1").AsTask();
        await alice.Log.FramesAsync(Sid, 1);
        await alice.RejectAsync(Sid, "my own");
        var second = readers[1].SignalAsync(Sid, "2").AsTask();
        Assert.Equal(["1"], alice.Log.Frames(Sid));
        alice.Sink.Resume();
        await Task.WhenAll(first, second);
        Assert.Equal(["1", "2"], alice.Log.Frames(Sid));
    }
}
