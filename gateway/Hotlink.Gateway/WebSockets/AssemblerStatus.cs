namespace Hotlink.Gateway.WebSockets;

/// <summary>How far the bytes that arrived reach.</summary>
internal enum AssemblerStatus
{
    /// <summary>A message or control frame is complete.</summary>
    Message,

    /// <summary>Everything was used; more has to come.</summary>
    NeedMore,

    /// <summary>The peer breaks the rules of RFC 6455: close with 1002.</summary>
    ProtocolError,

    /// <summary>The message is larger than allowed: close with 1009.</summary>
    TooBig,
}
