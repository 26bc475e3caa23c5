namespace Hotlink.Protocol;

/// <summary>How a message is written. The values are byte 3 of the binary envelope (wire-protocol, section 6.2).</summary>
public enum WireEncoding : byte
{
    /// <summary>JSON, normally in a text frame without an envelope.</summary>
    Json = 0,

    /// <summary>MessagePack in a binary frame, behind the four-byte envelope.</summary>
    MsgPack = 1,
}
