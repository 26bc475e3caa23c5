using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>What goes over the wire, for tests to write and read.</summary>
internal static class Wire
{
    public static WireMessage Message(Message body, string id = "abc123") => new(id, body);

    public static WireMessage Data(string session, string payload, string path = "", ulong seq = 1) =>
        Message(new HotlinkData(session, seq, path, "", Encoding.UTF8.GetBytes(payload)));

    public static WireMessage Signal(string session, string kind, string token = "") => Message(new HotlinkSignal(session, kind, [], token));

    /// <summary>A message as it comes out of the assembler.</summary>
    public static Frame Frame(FramePool pool, WireEncoding encoding, WireMessage message) => Frame(pool, MessageWriter.ToArray(encoding, message));

    public static Frame Frame(FramePool pool, ReadOnlySpan<byte> bytes)
    {
        var frame = pool.Rent(bytes.Length);
        bytes.CopyTo(frame.Buffer.Span);
        frame.Length = bytes.Length;
        return frame;
    }

    public static WebSocketOpcode Opcode(WireEncoding encoding) => encoding == WireEncoding.Json ? WebSocketOpcode.Text : WebSocketOpcode.Binary;

    /// <summary>What a data frame carries, or a signal's kind.</summary>
    public static string PayloadOf(Frame frame) => Decode(Outbound(frame), frame.Span.ToArray()).Body switch
    {
        HotlinkData data => Encoding.UTF8.GetString(data.Payload.Span),
        HotlinkSignal signal => signal.Kind,
        var body => body.ToString(),
    };

    public static WireMessage Decode(WebSocketOpcode opcode, byte[] bytes)
    {
        var kind = opcode == WebSocketOpcode.Text ? FrameKind.Text : FrameKind.Binary;
        Assert.True(MessageReader.TryRead(bytes, kind, FrameLimits.Default, out var message, out var violation), violation.Text);
        return message;
    }

    /// <summary>All that a server has written by now. Server frames are whole and unmasked.</summary>
    public static List<(WebSocketOpcode Opcode, byte[] Payload)> ReadAll(PipeReader reader)
    {
        var frames = new List<(WebSocketOpcode, byte[])>();
        if (reader.TryRead(out var read))
        {
            var buffer = read.Buffer;
            while (TryRead(ref buffer, out var opcode, out var payload))
            {
                frames.Add((opcode, payload));
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        return frames;
    }

    private static WebSocketOpcode Outbound(Frame frame) => frame.Format == FrameFormat.MsgPackBinary ? WebSocketOpcode.Binary : WebSocketOpcode.Text;

    private static bool TryRead(ref ReadOnlySequence<byte> buffer, out WebSocketOpcode opcode, out byte[] payload)
    {
        (opcode, payload) = (default, []);
        var head = buffer.Slice(0, Math.Min(buffer.Length, 10)).ToArray();
        var lengthBytes = head.Length < 2 ? 0 : head[1] switch { 126 => 2, 127 => 8, _ => 0 };
        if (head.Length < 2 + lengthBytes)
        {
            return false;
        }

        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)),
            8 => BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2)),
            _ => head[1],
        };
        if (buffer.Length < 2 + lengthBytes + length)
        {
            return false;
        }

        Assert.Equal(0x80, head[0] & 0xf0);
        opcode = (WebSocketOpcode)(head[0] & 0x0f);
        payload = buffer.Slice(2 + lengthBytes, length).ToArray();
        buffer = buffer.Slice(2 + lengthBytes + length);
        return true;
    }
}
