namespace Hotlink.Client.Connection;

/// <summary>The opcodes of RFC 6455, section 5.2.</summary>
internal enum WebSocketOpcode : byte
{
    /// <summary>A further fragment.</summary>
    Continuation = 0x0,

    /// <summary>Text.</summary>
    Text = 0x1,

    /// <summary>Bytes.</summary>
    Binary = 0x2,

    /// <summary>The end.</summary>
    Close = 0x8,

    /// <summary>A question.</summary>
    Ping = 0x9,

    /// <summary>Its answer.</summary>
    Pong = 0xa,
}
