using Hotlink.Load.Client;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Tests.Client;

public sealed class MessageLoopTests
{
    private readonly Messages _messages = new();
    private readonly List<byte[]> _replies = [];

    [Fact]
    public void TakeAll_AtEverySplit_GivesTheSameMessages()
    {
        byte[] bytes = [.. Frame(0x82, 3), .. Frame(0x81, 200), .. Frame(0x82, 70_000), .. Frame(0x02, 5), .. Frame(0x80, 6)];
        foreach (var split in (int[])[1, 2, 3, 7, 64, 1000, 65_536, bytes.Length])
        {
            _messages.Lengths.Clear();
            var loop = NewLoop();

            foreach (var part in bytes.Chunk(split))
            {
                Feed(loop, part);
            }

            Assert.Equal([3, 200, 70_000, 11], _messages.Lengths);
        }
    }

    [Fact]
    public void TakeAll_APing_IsAnsweredWithItsPayload()
    {
        Feed(NewLoop(), [0x89, 2, 7, 8]);

        Assert.Equal([ClientFrame.ToArray(WebSocketOpcode.Pong, [7, 8], 0)], _replies);
    }

    [Fact]
    public void TakeAll_AClose_IsAnsweredAndTheEnd()
    {
        var loop = NewLoop();

        Feed(loop, [0x88, 4, 0x03, 0xf1, (byte)'a', (byte)'b'], isLast: true);

        Assert.Equal("the server closed the connection (1009 ab)", loop.End);
        Assert.Equal(0x88, Assert.Single(_replies)[0]);
    }

    [Fact]
    public void TakeAll_NoWebSocketFrame_IsTheEnd()
    {
        var loop = NewLoop();

        Feed(loop, [0x85, 0], isLast: true);

        Assert.Contains("no WebSocket frame", loop.End, StringComparison.Ordinal);
    }

    private MessageLoop NewLoop() => new(new ReceiveBuffer(16, 1024), _messages, _replies.Add);

    private static byte[] Frame(byte first, int length) => length switch
    {
        <= 125 => [first, (byte)length, .. new byte[length]],
        <= ushort.MaxValue => [first, 126, (byte)(length >> 8), (byte)length, .. new byte[length]],
        _ => [first, 127, 0, 0, 0, 0, 0, (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. new byte[length]],
    };

    private static void Feed(MessageLoop loop, ReadOnlySpan<byte> bytes, bool isLast = false)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(loop.Free.Length, bytes.Length);
            Assert.True(count > 0, "There is no room to receive.");
            bytes[..count].CopyTo(loop.Free.Span);
            loop.Arrive(count);
            bytes = bytes[count..];
            Assert.Equal(!isLast, loop.TakeAll());
        }
    }

    private sealed class Messages : IMessageSink
    {
        public List<int> Lengths { get; } = [];

        public void Receive(ReadOnlySpan<byte> message, FrameKind kind) => Lengths.Add(message.Length);
    }
}
