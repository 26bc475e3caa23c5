using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Json;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.MsgPack;

namespace Hotlink.Protocol;

/// <summary>
/// Reads frames. Accepts what the existing Go peer accepts (wire-protocol, section 7.3) and refuses the rest with a reason; never
/// throws on what a peer sent, and reserves no memory for a length that has not been seen. Safe to use from any thread.
/// </summary>
public static class MessageReader
{
    /// <summary>Reads one frame, in whichever encoding it says it is.</summary>
    /// <param name="frame">The whole frame as the socket gave it.</param>
    /// <param name="kind">The opcode it came with: text is JSON, binary has an envelope.</param>
    /// <param name="limits">What is accepted at most; see <see cref="FrameLimits.Default"/>.</param>
    /// <param name="message">
    /// The message. Its payload bytes may lie in <paramref name="frame"/> itself: keep that memory unchanged while the message is used.
    /// </param>
    /// <param name="violation">Why the frame was refused; of kind <see cref="ViolationKind.None"/> when it was not.</param>
    /// <returns>True when the frame was accepted.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> frame,
        FrameKind kind,
        FrameLimits limits,
        out WireMessage message,
        out ProtocolViolation violation)
    {
        ArgumentNullException.ThrowIfNull(limits);
        message = default;
        var encoding = WireEncoding.Json;
        var refusal = frame.Length > limits.MaxFrameBytes ? ViolationKind.TooLarge
            : kind == FrameKind.Binary ? Envelope.Check(frame.Span, out encoding)
            : ViolationKind.None;
        if (refusal != ViolationKind.None)
        {
            violation = new ProtocolViolation(refusal);
            return false;
        }

        var document = kind == FrameKind.Binary ? frame[Envelope.Length..] : frame;
        return encoding == WireEncoding.MsgPack
            ? TryRead<MsgPackFieldReader>(document, limits, out message, out violation)
            : TryRead<JsonFieldReader>(document, limits, out message, out violation);
    }

    private static bool TryRead<TReader>(
        ReadOnlyMemory<byte> document,
        FrameLimits limits,
        out WireMessage message,
        out ProtocolViolation violation)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        message = default;
        var outer = TReader.Open(document, limits, field: "");
        var (id, type, data) = WireCodec.Read(ref outer);
        if (!outer.Finish(out violation))
        {
            return false;
        }

        var inner = TReader.Open(data, limits, WireCodec.Schema[WireCodec.Data].JsonName);
        if (BodyCodec.Read(type, ref inner) is not Message body)
        {
            violation = new ProtocolViolation(ViolationKind.UnknownType, WireCodec.Schema[WireCodec.Type].JsonName);
            return false;
        }

        if (!inner.Finish(out violation))
        {
            return false;
        }

        message = new WireMessage(id, body);
        return true;
    }
}
