using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class FrameBuilderTests
{
    private readonly FramePool _pool = new();

    [Theory]
    [InlineData(WireEncoding.Json, 0)]
    [InlineData(WireEncoding.Json, 100_000)]
    [InlineData(WireEncoding.MsgPack, 0)]
    [InlineData(WireEncoding.MsgPack, 100_000)]
    public void TryEncode_AnyMessage_IsWhatTheWriterWrites(WireEncoding encoding, int length)
    {
        var message = Wire.Data("session-1", new string('x', length));
        var frame = FrameBuilder.TryEncode(_pool, encoding, message, 1 << 20)!;
        Assert.Equal(MessageWriter.ToArray(encoding, message), frame.Span.ToArray());
        Assert.Equal(encoding == WireEncoding.Json ? WebSocketOpcode.Text : WebSocketOpcode.Binary, Outbound.OpcodeOf(frame));
        frame.Release();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData(WireEncoding.Json)]
    [InlineData(WireEncoding.MsgPack)]
    public void TryEncode_AtTheLimit_FitsAndOneByteMoreDoesNot(WireEncoding encoding)
    {
        var message = Wire.Data("session-1", new string('x', 30_000));
        var length = MessageWriter.ToArray(encoding, message).Length;
        FrameBuilder.TryEncode(_pool, encoding, message, length)!.Release();
        Assert.Null(FrameBuilder.TryEncode(_pool, encoding, message, length - 1));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData(WireEncoding.Json, '<', 3_000_000)]
    [InlineData(WireEncoding.Json, '\u0001', 3_000_000)]
    [InlineData(WireEncoding.Json, '\u20ac', 6_000_000)]
    [InlineData(WireEncoding.MsgPack, '\u20ac', 6_000_000)]
    [Trait("CWE", "789")]
    public void TryEncode_TextThatGrowsPastAnyFrame_IsNoneAndLeavesNothingBehind(WireEncoding encoding, char letter, int count)
    {
        var message = Wire.Signal("session-1", "offer", new string(letter, count));
        Assert.Null(FrameBuilder.TryEncode(_pool, encoding, message, FramePool.MaxCapacity / 2));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void TryEncode_WriterThatThrows_LeavesNothingBehind()
    {
        Assert.Throws<ArgumentNullException>(() => FrameBuilder.TryEncode(_pool, WireEncoding.Json, default, 1 << 20));
        Assert.Equal(0, _pool.Outstanding);
    }
}
