using System.Buffers;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Json;
using Hotlink.Protocol.MsgPack;

namespace Hotlink.Protocol;

/// <summary>
/// Writes frames that the Go and the Rust peer both read (wire-protocol, section 7.4): the bytes that Go would write, with
/// strings that are always valid UTF-8. Safe to use from any thread.
/// </summary>
public static class MessageWriter
{
    /// <summary>Writes one whole frame: a binary one with envelope for MessagePack, a text one for JSON.</summary>
    /// <param name="output">Takes the bytes. For MessagePack it is asked once, for exactly the frame's length.</param>
    /// <param name="encoding">What the receiver's connection negotiated.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentNullException">The output or the body is missing.</exception>
    public static void Write(IBufferWriter<byte> output, WireEncoding encoding, in WireMessage message)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message.Body, nameof(message));
        if (encoding == WireEncoding.MsgPack)
        {
            WriteMsgPack(output, message);
        }
        else
        {
            WriteJson(output, message);
        }
    }

    /// <summary>Writes one whole frame into an array of its own.</summary>
    /// <param name="encoding">What the receiver's connection negotiated.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentNullException">The body is missing.</exception>
    public static byte[] ToArray(WireEncoding encoding, in WireMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, encoding, message);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteMsgPack(IBufferWriter<byte> output, in WireMessage message)
    {
        var counting = new MsgPackFieldWriter(MsgPackOutput.Counting());
        BodyCodec.Write(ref counting, message.Body);
        var bodyLength = counting.Length;
        WriteOuter(ref counting, message, bodyLength);
        var length = Envelope.Length + counting.Length;

        var frame = output.GetSpan(length)[..length];
        Envelope.Write(frame, WireEncoding.MsgPack);
        var writer = new MsgPackFieldWriter(MsgPackOutput.To(frame[Envelope.Length..]));
        var mark = WriteOuter(ref writer, message, bodyLength);
        BodyCodec.Write(ref writer, message.Body);
        writer.EndStruct(mark);
        output.Advance(length);
    }

    private static Mark WriteOuter(ref MsgPackFieldWriter writer, in WireMessage message, int bodyLength)
    {
        var mark = writer.BeginStruct();
        writer.Text(WireCodec.Schema[WireCodec.Id], message.Id);
        writer.UInt16(WireCodec.Schema[WireCodec.Type], (ushort)message.Type);
        writer.BeginDocument(WireCodec.Schema[WireCodec.Data], bodyLength);
        return mark;
    }

    private static void WriteJson(IBufferWriter<byte> output, in WireMessage message)
    {
        var writer = new JsonFieldWriter(output);
        var mark = writer.BeginStruct();
        writer.Text(WireCodec.Schema[WireCodec.Id], message.Id);
        writer.Int(WireCodec.Schema[WireCodec.Type], (long)message.Type);
        writer.BeginDocument(WireCodec.Schema[WireCodec.Data]);
        BodyCodec.Write(ref writer, message.Body);
        writer.EndStruct(mark);
    }
}
