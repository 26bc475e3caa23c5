using Hotlink.Client.Connection;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>The sender's table, line by line, where the model doesn't reach.</summary>
public sealed class SendStreamTests
{
    private static readonly string Receiver = StreamKeys.New();
    private TimeSpan _now;

    [Fact]
    public void Begin_Attempts_WaitLongerEachTimeAndGiveUpInTime()
    {
        var stream = NewStream();
        var waits = new List<TimeSpan>();
        while (stream.Phase != SendPhase.Ended)
        {
            if (stream.WantsSession(_now))
            {
                stream.Begin(_now);
                stream.SessionEnded(new(HotlinkReason.NoReceiver, "no receiver"), isReject: true, _now);
                waits.Add(stream.AttemptAt!.Value - _now);
            }

            _now = Earliest.Of(stream.AttemptAt, stream.Deadline)!.Value;
            stream.Advance(_now);
        }

        Assert.Equal([0, 1, 2, 4, 8, 8], waits.Take(6).Select(wait => wait.TotalSeconds));
        Assert.Equal(HotlinkReason.NoReceiver, stream.End.Reason);
        Assert.Equal(TimeSpan.FromSeconds(30), _now);
    }

    [Fact]
    public void Greeting_NoAnswer_RepeatsTheHelloThenGoesPlain()
    {
        var stream = NewStream();
        stream.Begin(_now);
        stream.Accepted(_now);
        var hellos = 0;
        while (stream.Phase == SendPhase.Greeting)
        {
            hellos += stream.TryTakeSignal(_now, out _) ? 1 : 0;
            _now = stream.Deadline!.Value;
            stream.Advance(_now);
        }

        Assert.Equal((4, SendPhase.Plain, TimeSpan.FromSeconds(2)), (hellos, stream.Phase, _now));
    }

    [Fact]
    public void Greeting_ReceiverAnsweredInAnEarlierSession_NeverGoesPlain()
    {
        var stream = Streaming();
        stream.LinkLost(_now);
        Assert.Equal(SessionKind.Resume, stream.Begin(_now)); // Nobody else can take it now.
        stream.Accepted(_now);
        stream.Write(new byte[1000], _now);
        Assert.False(stream.TryTakeFrame(_now, out _));
        while (stream.Phase == SendPhase.Greeting)
        {
            _now = stream.Deadline!.Value;
            stream.Advance(_now);
        }

        Assert.Equal((SendPhase.Suspended, 0), (stream.Phase, stream.Acknowledged));
    }

    [Theory]
    [InlineData(true, false, false)] // The one that accepted may have given it up since: nobody else is offered it anew.
    [InlineData(false, false, true)]
    [InlineData(false, true, false)] // It may have ended already.
    public void Begin_AcceptedAndNothingSent_IsOfferedAnewWhereItCanBe(bool hasRecipient, bool isCompleted, bool isOffered)
    {
        var stream = NewStream(hasRecipient: hasRecipient);
        stream.Begin(_now);
        stream.Accepted(_now);
        if (isCompleted)
        {
            stream.Complete(_now);
        }

        while (stream.TryTakeSignal(_now, out _))
        {
        }

        stream.LinkLost(_now);

        Assert.Equal(isOffered ? SessionKind.New : SessionKind.Resume, stream.Begin(_now));
    }

    [Fact]
    public void Welcome_AfterGoingPlainInAResumedSession_BeginsNoFrameAnew()
    {
        var stream = NewStream();
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.LinkLost(_now);
        Assert.Equal(SessionKind.Resume, stream.Begin(_now));
        stream.Accepted(_now);
        Wait(TimeSpan.FromSeconds(3), stream);
        stream.Advance(_now);
        Assert.Equal(SendPhase.Plain, stream.Phase); // It has got nothing yet: it may be a plain one that has all to come.
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out var first));
        stream.Written(_now);

        Assert.True(stream.OnSignal(Welcome(limit: 5000) with { Generation = 2 }, _now));
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out var second));

        Assert.Equal((1, 0, 2, 1000), (first.Seq, first.Offset, second.Seq, second.Offset));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)] // Something was acknowledged: the newcomer can't have all of it.
    [InlineData(true, false, false)] // Only one user may accept, and has.
    public void Accepted_AgainWhileStreaming_GreetsTheNewcomer(bool hasRecipient, bool isAcknowledged, bool greets)
    {
        var stream = Streaming(hasRecipient);
        if (isAcknowledged)
        {
            stream.Write(new byte[1000], _now);
            Assert.True(stream.TryTakeFrame(_now, out var frame));
            Assert.True(stream.OnSignal(Ack(frame.Cost, frame.Seq), _now));
        }

        stream.Accepted(_now);

        Assert.Equal(greets, stream.HasSignal);
        Assert.Equal(greets, stream.TryTakeSignal(_now, out var signal) && signal.Kind == StreamSignalKind.Hello);
        Assert.False(stream.HasSignal);
    }

    [Fact]
    public void TryTakeFrame_BeforeTheWelcome_KeepsToTheFirstCredit()
    {
        var stream = NewStream();
        stream.Write(new byte[1024 * 1024], _now);
        stream.Begin(_now);
        stream.Accepted(_now);
        var sent = 0;
        while (stream.TryTakeFrame(_now, out var frame))
        {
            sent += frame.Cost;
        }

        Assert.Equal(128 * 1024, sent);
    }

    [Fact]
    public void Welcome_AfterGoingPlain_MakesTheRestReliable()
    {
        var stream = NewStream();
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out _));
        Wait(TimeSpan.FromSeconds(3), stream);
        stream.Advance(_now);
        Assert.Equal(SendPhase.Plain, stream.Phase);

        Assert.True(stream.OnSignal(Welcome(limit: 5000), _now));
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out var second));
        Assert.True(stream.OnSignal(Ack(offset: 2000, seq: 2), _now));

        Assert.Equal((2, 1000), (second.Seq, second.Offset));
        Assert.Equal((SendPhase.Streaming, 2000), (stream.Phase, stream.Acknowledged));
    }

    [Fact]
    public void Resume_NoWelcomeFromAnUnknownReceiver_FailsInsteadOfRepeating()
    {
        var stream = NewStream();
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out _));
        stream.LinkLost(_now);
        Assert.Equal(SessionKind.Resume, stream.Begin(_now));
        stream.Accepted(_now);
        Assert.False(stream.HasFrame(_now));

        Wait(TimeSpan.FromSeconds(11), stream);
        stream.Advance(_now);

        Assert.Equal(HotlinkReason.LinkLost, stream.End.Reason);
    }

    [Fact]
    public void Probe_NothingAnswered_GivesTheSessionUpAndOpensAnother()
    {
        var stream = Streaming();
        stream.Write(new byte[1000], _now);
        Assert.True(stream.TryTakeFrame(_now, out _));
        var probes = 0;
        while (stream.Phase == SendPhase.Streaming)
        {
            _now = stream.Deadline!.Value;
            stream.Advance(_now);
            probes += stream.TryTakeSignal(_now, out var signal) && signal.Kind == StreamSignalKind.Probe ? 1 : 0;
        }

        Assert.InRange(probes, 8, 12);
        Assert.Equal("superseded", stream.Effects.Single().Close);
        Assert.True(stream.WantsSession(_now));
        Assert.Equal(SessionKind.Resume, stream.Begin(_now));
        Assert.Equal(2, stream.Generation);
    }

    [Fact]
    public void Probe_IdleStream_IsSentEveryFifteenSeconds()
    {
        var stream = Streaming();
        _now = stream.Deadline!.Value;
        stream.Advance(_now);
        Assert.True(stream.TryTakeSignal(_now, out var probe));
        stream.OnSignal(Ack(offset: 0, seq: 0) with { Probe = probe.Probe }, _now);

        Assert.Equal(_now + TimeSpan.FromSeconds(15), stream.Deadline);
    }

    [Fact]
    public void Ack_MissingFrames_AreRepeatedOnceForEachRoundTrip()
    {
        var stream = Streaming();
        stream.Write(new byte[40_000], _now);
        while (stream.TryTakeFrame(_now, out _))
        {
        }

        _now += TimeSpan.FromMilliseconds(100);
        var ack = Ack(offset: 4096, seq: 1) with { High = 9, Missing = [new(2, 3)] };
        stream.OnSignal(ack, _now);
        stream.OnSignal(ack, _now);
        var repeated = new List<long>();
        while (stream.TryTakeFrame(_now, out var frame))
        {
            repeated.Add(frame.Seq);
        }

        stream.OnSignal(ack, _now + TimeSpan.FromMilliseconds(1));

        Assert.Equal([2, 3], repeated);
        Assert.False(stream.HasFrame(_now));
    }

    [Theory]
    [InlineData(HotlinkReason.PermissionRevoked)]
    [InlineData(HotlinkReason.PathMismatch)]
    [InlineData(HotlinkReason.Other)]
    public void SessionEnded_FinalReason_EndsTheStream(HotlinkReason reason)
    {
        var stream = Streaming();

        stream.SessionEnded(new(reason, "words"), isReject: false, _now);

        Assert.Equal((SendPhase.Ended, reason), (stream.Phase, stream.End.Reason));
        Assert.Empty(stream.Effects);
    }

    [Fact]
    public void SessionEnded_RejectOfABystander_ChangesNothing()
    {
        var stream = Streaming();

        stream.SessionEnded(new(HotlinkReason.UnknownStream, "unknown stream"), isReject: true, _now);

        Assert.Equal(SendPhase.Streaming, stream.Phase);
    }

    [Fact]
    public void Welcome_MessageLargerThanTheReceiversWindow_EndsTheStream()
    {
        var stream = NewStream(HotlinkFraming.Messages);
        Assert.True(stream.TryWrite(default, default, new byte[200_000], _now));
        stream.Begin(_now);
        stream.Accepted(_now);

        stream.OnSignal(Welcome(limit: 100_000) with { Window = 100_000 }, _now);

        Assert.Equal(HotlinkReason.MessageTooLarge, stream.End.Reason);
    }

    [Theory] // Pitfall 105.
    [InlineData(64, 0.3, 1)]
    [InlineData(4096, 0.3, 1)]
    [InlineData(65_536, 1.3, 2)]
    public void TryTakeFrame_NobodyPutsFramesInOrder_KeepsThemApart(int bytes, double atLeast, double atMost)
    {
        var stream = NewStream(gap: StreamLimits.TcpFrameGap, greets: false);
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.Write(new byte[bytes], _now);
        Assert.True(stream.TryTakeFrame(_now, out _));
        stream.Written(_now);
        Assert.Null(stream.Deadline);

        stream.Write(new byte[bytes], _now);
        Assert.False(stream.HasFrame(_now));
        Assert.False(stream.TryTakeFrame(_now, out _));
        Assert.InRange((stream.Deadline!.Value - _now).TotalMilliseconds, atLeast, atMost);

        _now = stream.Deadline.Value;
        stream.Advance(_now);
        Assert.Null(stream.Deadline);
        Assert.True(stream.TryTakeFrame(_now, out _));
    }

    [Fact]
    public void TryTakeFrame_ReceiverIsReliable_KeepsNothingApart()
    {
        var stream = NewStream(gap: StreamLimits.TcpFrameGap);
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.Write(new byte[3 * 65_536], _now);
        Assert.True(stream.TryTakeFrame(_now, out _));
        Assert.False(stream.TryTakeFrame(_now, out _)); // It isn't known yet who reads.

        stream.OnSignal(Welcome(limit: 1_000_000), _now);

        Assert.True(stream.TryTakeFrame(_now, out _));
        Assert.True(stream.TryTakeFrame(_now, out _));
    }

    private SendStream NewStream(
        HotlinkFraming framing = HotlinkFraming.Bytes, bool hasRecipient = true, TimeSpan gap = default, bool greets = true) => new(
        new StreamLimits { ChunkBytes = gap == TimeSpan.Zero ? 4096 : 65_536, FrameGap = gap }, framing, greets, hasRecipient,
        new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), () => 0.5, _now);

    private SendStream Streaming(bool hasRecipient = true)
    {
        var stream = NewStream(hasRecipient: hasRecipient);
        stream.Begin(_now);
        stream.Accepted(_now);
        while (stream.TryTakeSignal(_now, out _))
        {
        }

        stream.OnSignal(Welcome(limit: 1_000_000), _now);
        return stream;
    }

    private void Wait(TimeSpan time, SendStream stream)
    {
        _now += time;
        Assert.True(stream.Deadline <= _now);
    }

    private static StreamSignal Welcome(long limit) =>
        new(StreamSignalKind.Welcome) { Key = Receiver, Generation = 1, Offset = 0, Limit = limit, Window = 4 * 1024 * 1024 };

    private static StreamSignal Ack(long offset, long seq) =>
        new(StreamSignalKind.Ack) { Key = Receiver, Generation = 1, Offset = offset, Limit = 1_000_000, Seq = seq, High = seq };
}
