using Hotlink.Client.Connection;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>The word that a stream was given up: owed until it is answered, and said in no session that looks like a new stream.</summary>
public sealed class FarewellTests
{
    private static readonly string Receiver = StreamKeys.New();
    private static readonly EndReason Enough = new(HotlinkReason.Aborted, "enough");
    private TimeSpan _now;

    [Fact]
    public void Abort_Suspended_GreetsAndResetsInTheNextSession()
    {
        var stream = Suspended();

        stream.Abort(Enough, _now);

        Assert.Equal((SendPhase.Ended, false), (stream.Phase, stream.IsOver)); // The application hears at once.
        Assert.Empty(stream.Effects);
        Assert.True(stream.WantsSession(_now));
        Assert.Equal((SessionKind.Resume, 2), (stream.Begin(_now), stream.Generation));
        stream.Accepted(_now);
        var (hello, reset) = (stream.Effects[0].Signal, stream.Effects[1].Signal);
        Assert.Equal((StreamSignalKind.Hello, 2, 0), (hello.Kind, hello.Generation, hello.Offset));
        Assert.Equal((StreamSignalKind.Reset, 2, stream.Key, "enough"), (reset.Kind, reset.Generation, reset.Key, reset.Text));
        Assert.Equal(2, stream.Effects.Count);
        Assert.False(stream.IsOver);
    }

    [Fact]
    public void Abort_Streaming_IsOverWithTheReceiversClose()
    {
        var stream = Streaming();
        stream.Abort(Enough, _now);
        Assert.Equal(StreamSignalKind.Reset, Assert.Single(stream.Effects).Signal.Kind);
        stream.Effects.Clear();

        stream.SessionEnded(Enough, isReject: false, _now);

        Assert.True(stream.IsOver);
        Assert.Empty(stream.Effects);
        Assert.False(stream.WantsSession(_now));
        Assert.Null(stream.Deadline);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("done")] // Everything had arrived.
    [InlineData("unknown")] // It knows nothing of the stream.
    public void Answer_ThatNeedsNoMore_ClosesTheSession(string kind)
    {
        var stream = Said();
        var answer = kind switch
        {
            "reset" => new StreamSignal(StreamSignalKind.Reset) { Key = Receiver, Generation = 2 },
            "done" => new StreamSignal(StreamSignalKind.Done) { Key = Receiver, Generation = 2 },
            _ => new StreamSignal(StreamSignalKind.Reset) { Key = "-", Generation = 2, Code = ResetCode.UnknownStream },
        };

        stream.OnSignal(answer with { Generation = 1 }, _now); // Late.
        stream.OnSignal(answer with { Key = StreamKeys.New() }, _now); // Somebody else.
        Assert.False(stream.IsOver);
        stream.OnSignal(answer, _now);

        Assert.True(stream.IsOver);
        Assert.Equal("aborted", Assert.Single(stream.Effects).Close);
    }

    [Fact]
    public void Welcome_AfterTheWord_HearsItOnceMore()
    {
        var stream = Said();
        stream.OnSignal(Welcome(2), _now);
        stream.OnSignal(Welcome(2), _now); // Whoever repeats itself gets no echo.

        Assert.Equal(StreamSignalKind.Reset, Assert.Single(stream.Effects).Signal.Kind);
        Assert.False(stream.IsOver);
    }

    [Fact]
    public void Advance_NoAnswer_ClosesWithTheReasonAndSaysItAnew()
    {
        var stream = Said();

        _now = stream.Deadline!.Value;
        stream.Advance(_now);

        Assert.Equal("aborted", Assert.Single(stream.Effects).Close);
        Assert.False(stream.IsOver);
        Assert.True(stream.WantsSession(_now));
        Assert.Equal((SessionKind.Resume, 3), (stream.Begin(_now), stream.Generation));
    }

    [Theory]
    [InlineData(HotlinkReason.LinkLost, false, false)]
    [InlineData(HotlinkReason.ReceiverDisconnected, false, false)]
    [InlineData(HotlinkReason.ClientClosed, false, true)]
    [InlineData(HotlinkReason.UnknownStream, true, false)] // Another client of the receiver's user says so.
    public void SessionEnded_BeforeTheAnswer_SaysItAnewWhereSomebodyMayListen(HotlinkReason reason, bool isReject, bool isOver)
    {
        var stream = Said();

        stream.SessionEnded(new(reason), isReject, _now);

        Assert.Equal(isOver, stream.IsOver);
        Assert.Equal(!isOver && !isReject, stream.WantsSession(_now));
    }

    [Theory]
    [InlineData(HotlinkReason.NoReceiver, false)]
    [InlineData(HotlinkReason.UnknownStream, true)]
    [InlineData(HotlinkReason.PermissionDenied, true)]
    public void Reject_OfTheSession_TriesAgainWhereSomebodyMayCome(HotlinkReason reason, bool isOver)
    {
        var stream = Suspended();
        stream.Abort(Enough, _now);
        stream.Begin(_now);

        stream.SessionEnded(new(reason), isReject: true, _now);

        Assert.Equal(isOver, stream.IsOver);
    }

    [Fact]
    public void Advance_NobodyEverComes_GivesUpWhenNobodyWaitsAnyMore()
    {
        var stream = Suspended();
        stream.Abort(Enough, _now);
        var sessions = 0;
        while (!stream.IsOver)
        {
            if (stream.WantsSession(_now))
            {
                sessions++;
                stream.Begin(_now);
            }

            _now = Earliest.Of(stream.AttemptAt, stream.Deadline)!.Value;
            stream.Advance(_now);
        }

        Assert.Equal(TimeSpan.FromMinutes(5), _now);
        Assert.InRange(sessions, 15, 30);
    }

    [Fact]
    public void Abort_OpenUnanswered_IsSaidInThatSession()
    {
        var stream = Suspended();
        stream.Begin(_now);

        stream.Abort(Enough, _now);

        Assert.Empty(stream.Effects);
        Assert.False(stream.WantsSession(_now));
        stream.Accepted(_now);
        Assert.Equal([StreamSignalKind.Hello, StreamSignalKind.Reset], stream.Effects.Select(effect => effect.Signal.Kind));
    }

    [Theory]
    [InlineData(false, HotlinkReason.Aborted)] // Others may accept, to whom it would look like a stream.
    [InlineData(true, HotlinkReason.ClientClosed)]
    [InlineData(true, HotlinkReason.ProtocolViolation)]
    public void Abort_NotOwed_IsToldAtOnceAndOver(bool hasRecipient, HotlinkReason reason)
    {
        var stream = Streaming(hasRecipient);

        stream.Abort(new(reason, "words"), _now);

        Assert.True(stream.IsOver);
        Assert.Equal([StreamSignalKind.Reset, StreamSignalKind.None], stream.Effects.Select(effect => effect.Signal.Kind));
        Assert.NotNull(stream.Effects[1].Close);
        Assert.False(stream.WantsSession(_now));
    }

    [Fact]
    public void Abort_NobodyHadAnsweredTheGreeting_OpensNoSession()
    {
        var stream = NewStream(hasRecipient: true);
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.LinkLost(_now);

        stream.Abort(Enough, _now);

        Assert.True(stream.IsOver); // It may be a plain receiver.
        Assert.False(stream.WantsSession(_now));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "aborted")]
    public void Abort_ClientCloses_NothingMoreIsSaid(bool isSaid, string? close)
    {
        var stream = isSaid ? Said() : Suspended();
        stream.Abort(Enough, _now);

        stream.Abort(EndReason.ClientClosed, _now);

        Assert.True(stream.IsOver);
        Assert.Equal(close, stream.Effects.SingleOrDefault().Close);
        Assert.False(stream.WantsSession(_now));
        Assert.Equal(HotlinkReason.Aborted, stream.End.Reason);
    }

    private SendStream NewStream(bool hasRecipient) => new(
        new StreamLimits(), HotlinkFraming.Bytes, greets: true, hasRecipient, new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), () => 0.5, _now);

    private SendStream Streaming(bool hasRecipient = true)
    {
        var stream = NewStream(hasRecipient);
        stream.Begin(_now);
        stream.Accepted(_now);
        while (stream.TryTakeSignal(_now, out _))
        {
        }

        stream.OnSignal(Welcome(1), _now);
        return stream;
    }

    private SendStream Suspended()
    {
        var stream = Streaming();
        stream.LinkLost(_now);
        return stream;
    }

    // The session is there, and the word has been said.
    private SendStream Said()
    {
        var stream = Suspended();
        stream.Abort(Enough, _now);
        stream.Begin(_now);
        stream.Accepted(_now);
        stream.Effects.Clear();
        return stream;
    }

    private static StreamSignal Welcome(long generation) =>
        new(StreamSignalKind.Welcome) { Key = Receiver, Generation = generation, Offset = 0, Limit = 1_000_000, Window = 4 * 1024 * 1024 };
}
