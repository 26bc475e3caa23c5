namespace Hotlink.Protocol;

/// <summary>The WebSocket opcode that a frame came with (RFC 6455, section 5.6).</summary>
public enum FrameKind : byte
{
    /// <summary>A text frame: bare JSON.</summary>
    Text,

    /// <summary>A binary frame: envelope, then MessagePack or JSON.</summary>
    Binary,
}
