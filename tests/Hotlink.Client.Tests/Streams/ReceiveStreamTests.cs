using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>The receiver's table, line by line, where the model doesn't reach.</summary>
public sealed class ReceiveStreamTests
{
    private readonly string _sender = StreamKeys.New();
    private TimeSpan _now;

    [Theory] // An application is done with what it has read, or with what it won't read, before the sender is.
    [InlineData(false)]
    [InlineData(true)]
    public void Abort_AfterTheEndHadArrived_StillAcknowledgesWhatHasArrived(bool isRead)
    {
        var stream = Streaming();
        stream.OnData(1, default, default, new byte[1000], _now);
        Assert.True(stream.OnSignal(Probe(1), _now));
        Assert.True(stream.OnSignal(new(StreamSignalKind.Fin) { Generation = 1, Offset = 1000 }, _now));
        Assert.Equal(isRead ? 1000 : 0, stream.Read(new byte[isRead ? 1000 : 0], _now));

        stream.Abort(new(HotlinkReason.Aborted, "disposed of"));

        Assert.True(stream.TryTakeSignal(_now, out var ack));
        Assert.Equal((StreamSignalKind.Ack, 1000, 1, 1), (ack.Kind, ack.Offset, ack.Seq, ack.High));
        Assert.True(stream.TryTakeSignal(_now, out var done));
        Assert.Equal((StreamSignalKind.Done, 1000), (done.Kind, done.Offset));
    }

    [Fact]
    public void Reset_OfTheSender_IsAnsweredWithAClose()
    {
        var stream = Streaming();

        Assert.True(stream.OnSignal(Reset("enough"), _now));

        Assert.Equal((ReceivePhase.Ended, HotlinkReason.Aborted, "enough"), (stream.Phase, stream.End.Reason, stream.End.Text));
        Assert.Equal("aborted", Assert.Single(stream.Effects).Close);
    }

    [Fact]
    public void Reset_AfterTheEndHadArrived_IsAnsweredWithDone()
    {
        var stream = Streaming();
        Assert.True(stream.OnSignal(new(StreamSignalKind.Fin) { Generation = 1 }, _now));
        Assert.True(stream.TryTakeSignal(_now, out _));

        Assert.True(stream.OnSignal(Reset("too late"), _now));

        Assert.True(stream.TryTakeSignal(_now, out var done));
        Assert.Equal((StreamSignalKind.Done, true), (done.Kind, stream.IsAtEnd));
    }

    [Theory]
    [InlineData(false, 30)] // Nobody could tell it that its sender gave up.
    [InlineData(true, 300)]
    public void LinkLost_WithAndWithoutAGreeting_WaitsForTheSender(bool isGreeted, int seconds)
    {
        var stream = isGreeted ? Streaming() : NewStream();

        stream.LinkLost(_now);

        Assert.Equal(_now + TimeSpan.FromSeconds(seconds), stream.Deadline);
        _now = stream.Deadline!.Value;
        stream.Advance(_now);
        Assert.Equal(HotlinkReason.PeerLost, stream.End.Reason);
    }

    private ReceiveStream NewStream() => new(new(), SessionKind.New, HotlinkFraming.Bytes, _now);

    private ReceiveStream Streaming()
    {
        var stream = NewStream();
        Assert.Equal(HelloAnswer.Welcomed, stream.OnHello(Hello(1), isCurrent: true, _now));
        Assert.True(stream.TryTakeSignal(_now, out _));
        return stream;
    }

    private StreamSignal Hello(long generation) =>
        new(StreamSignalKind.Hello) { Key = _sender, Generation = generation, Framing = HotlinkFraming.Bytes, Window = 4 * 1024 * 1024 };

    private static StreamSignal Probe(long number) => new(StreamSignalKind.Probe) { Generation = 1, Probe = number };

    private StreamSignal Reset(string text) =>
        new(StreamSignalKind.Reset) { Key = _sender, Generation = 1, Code = ResetCode.Aborted, Text = text };
}
