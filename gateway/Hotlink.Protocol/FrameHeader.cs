using Hotlink.Protocol.Peek;

namespace Hotlink.Protocol;

/// <summary>
/// Where the routing fields of a hotlink frame are (types 9 to 14), found without decoding, copying or allocating. Ranges index
/// into the frame that was peeked; an absent field has an empty range. Immutable; keeps no reference to the frame.
/// </summary>
public readonly struct FrameHeader
{
    private readonly HeaderParts _parts;

    private FrameHeader(WireEncoding encoding, in HeaderParts parts) => (Encoding, _parts) = (encoding, parts);

    /// <summary>The message type, 9 to 14.</summary>
    public MessageType Type => _parts.Type;

    /// <summary>The encoding of the frame.</summary>
    public WireEncoding Encoding { get; }

    /// <summary>The message id, valid UTF-8 without escapes.</summary>
    public Range Id => _parts.Id.Range;

    /// <summary>The session id, valid UTF-8 without escapes.</summary>
    public Range SessionId => _parts.SessionId.Range;

    /// <summary>The path of an open or of data, valid UTF-8 without escapes.</summary>
    public Range Path => _parts.Path.Range;

    /// <summary>The number of a data frame in its session, else 0.</summary>
    public ulong Seq => _parts.Seq;

    /// <summary>The payload of a data frame: raw bytes in MessagePack, padded base64 in JSON.</summary>
    public Range Payload => _parts.Payload.Range;

    /// <summary>
    /// True when the bytes may be passed on unchanged to a peer of the same encoding: exactly the keys of the catalogue, no
    /// duplicate, nothing that the Go or the Rust peer refuses (wire-protocol, section 7.4). False only for data without a payload,
    /// which must not be passed on at all: Go drops it without counting its number.
    /// </summary>
    public bool IsForwardable => !_parts.IsEmptyData;

    /// <summary>Looks at a frame. Allocates nothing and never throws, whatever the bytes are.</summary>
    /// <param name="frame">The whole frame as the socket gave it. Its length is not judged here.</param>
    /// <param name="kind">The opcode it came with.</param>
    /// <param name="header">The header when the result is <see cref="PeekResult.Ok"/>.</param>
    /// <returns>
    /// <see cref="PeekResult.Ok"/> for a hotlink frame in the safe profile; <see cref="PeekResult.NeedsDecode"/> for other types,
    /// JSON in a binary frame, escapes in a routing field, anything unusual and anything damaged;
    /// <see cref="PeekResult.Invalid"/> for a binary frame with a bad envelope.
    /// </returns>
    public static PeekResult TryPeek(ReadOnlySpan<byte> frame, FrameKind kind, out FrameHeader header)
    {
        header = default;
        var encoding = WireEncoding.Json;
        if (kind == FrameKind.Binary && Envelope.Check(frame, out encoding) != ViolationKind.None)
        {
            return PeekResult.Invalid;
        }

        HeaderParts parts;
        var known = encoding == WireEncoding.MsgPack
            ? new MsgPackPeek(frame).TryRead(out parts)
            : new JsonPeek(frame).TryRead(out parts);
        if (!known)
        {
            return PeekResult.NeedsDecode;
        }

        header = new FrameHeader(encoding, parts);
        return PeekResult.Ok;
    }
}
