namespace Hotlink.Gateway.WebSockets;

/// <summary>The close codes that the relay uses (RFC 6455, section 7.4.1; 4000 and up are ours).</summary>
internal enum CloseCode : ushort
{
    Normal = 1000,
    ProtocolError = 1002,
    NoStatus = 1005,
    InvalidPayload = 1007,
    TooBig = 1009,
    InternalError = 1011,
    ServiceRestart = 1012,
    TryAgainLater = 1013,
    TokenExpired = 4401,
}
