using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Tests.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class TranscoderTests : IAsyncDisposable
{
    private const int MaxBytes = 1 << 20;
    private readonly RelayBench _relay = new(options => options.MaxMessageBytes = MaxBytes);

    [Theory]
    [InlineData(WireEncoding.Json, WireEncoding.MsgPack)]
    [InlineData(WireEncoding.MsgPack, WireEncoding.Json)]
    [InlineData(WireEncoding.Json, WireEncoding.Json)]
    public void TryTranscode_Batch_SaysTheSameInTheOtherEncoding(WireEncoding from, WireEncoding to)
    {
        WireMessage[] messages =
        [
            Wire.Data("session-1", "one", "alice@example.com/x", seq: 7),
            Wire.Message(new HotlinkSignal("session-1", "offer", ["1.2.3.4:5", "[::1]:6"], "täken\u2028<", "err")),
            Wire.Data("session-1", new string('x', 100_000), seq: ulong.MaxValue),
        ];
        var batch = Batch([.. messages.Select(message => Frame(from, message))]);
        Assert.True(Transcoder.TryTranscode(batch, to, _relay.Services, out var result));
        Assert.Equal(messages.Length, result.Count);
        for (var i = 0; i < messages.Length; i++)
        {
            Assert.Equal(messages[i], Wire.Decode(Wire.Opcode(to), result.Frames[i].Span.ToArray()));
            Assert.Equal(to == WireEncoding.Json ? FrameFormat.JsonText : FrameFormat.MsgPackBinary, result.Frames[i].Format);
        }

        result.Dispose();
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public void TryTranscode_PayloadThatBase64MakesTooLarge_IsRefusedAsAWhole()
    {
        var small = Frame(WireEncoding.MsgPack, Wire.Data("session-1", "small"));
        var large = Frame(WireEncoding.MsgPack, Wire.Data("session-1", new string('x', (MaxBytes / 4 * 3) + 1)));
        Assert.True(large.Length < MaxBytes);
        Assert.False(Transcoder.TryTranscode(Batch(small, large), WireEncoding.Json, _relay.Services, out _));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(5_000_000)]
    [Trait("CWE", "789")]
    public void TryTranscode_TextThatEscapesMakeTooLarge_IsRefusedAndLeavesNothingBehind(int letters)
    {
        var small = Frame(WireEncoding.MsgPack, Wire.Data("session-1", "small"));
        var large = Frame(WireEncoding.MsgPack, Wire.Signal("session-1", "offer", new string('<', letters)));
        Assert.False(Transcoder.TryTranscode(Batch(small, large), WireEncoding.Json, _relay.Services, out _));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public void TryTranscode_FrameThatNobodyCanRead_IsRefusedAndLeavesNothingBehind()
    {
        var broken = Wire.Frame(_relay.Pool, "SB nonsense"u8);
        broken.Format = FrameFormat.MsgPackBinary;
        Assert.False(Transcoder.TryTranscode(Batch(Frame(WireEncoding.MsgPack, Wire.Data("session-1", "x")), broken), WireEncoding.Json, _relay.Services, out _));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private static FrameBatch Batch(params Frame[] frames)
    {
        var batch = FrameBatch.Rent();
        Array.ForEach(frames, batch.Add);
        return batch;
    }

    private Frame Frame(WireEncoding encoding, WireMessage message)
    {
        var frame = Wire.Frame(_relay.Pool, encoding, message);
        frame.Format = encoding == WireEncoding.Json ? FrameFormat.JsonText : FrameFormat.MsgPackBinary;
        return frame;
    }
}
