namespace Hotlink.Protocol.WebSockets;

/// <summary>What a WebSocket frame carries (RFC 6455, section 5.2).</summary>
public enum WebSocketOpcode : byte
{
    /// <summary>More of a message that comes in parts.</summary>
    Continuation = 0x0,

    /// <summary>UTF-8 text.</summary>
    Text = 0x1,

    /// <summary>Bytes.</summary>
    Binary = 0x2,

    /// <summary>The end of the connection.</summary>
    Close = 0x8,

    /// <summary>A question whether the other end lives.</summary>
    Ping = 0x9,

    /// <summary>The answer.</summary>
    Pong = 0xa,
}
