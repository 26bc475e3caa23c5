namespace Hotlink.Protocol;

/// <summary>
/// Where the routing fields of a hotlink frame are (types 9 to 14), found without decoding, copying or allocating. Ranges index
/// into the frame that was peeked; an absent field has an empty range.
/// </summary>
public readonly struct FrameHeader
{
    /// <summary>The message type, 9 to 14.</summary>
    public MessageType Type { get; internal init; }

    /// <summary>The encoding of the frame.</summary>
    public WireEncoding Encoding { get; internal init; }

    /// <summary>The message id, valid UTF-8 without escapes.</summary>
    public Range Id { get; internal init; }

    /// <summary>The session id, valid UTF-8 without escapes.</summary>
    public Range SessionId { get; internal init; }

    /// <summary>The path of an open or of data, valid UTF-8 without escapes.</summary>
    public Range Path { get; internal init; }

    /// <summary>The number of a data frame in its session, else 0.</summary>
    public ulong Seq { get; internal init; }

    /// <summary>The payload of a data frame: raw bytes in MessagePack, base64 text in JSON.</summary>
    public Range Payload { get; internal init; }

    /// <summary>
    /// True when the bytes may be passed on unchanged to a peer of the same encoding: exactly the keys of the catalogue, no
    /// duplicate, nothing that the Go or the Rust peer refuses, and a payload that is not empty (wire-protocol, section 7.4).
    /// </summary>
    public bool IsForwardable { get; internal init; }
}
