namespace Hotlink.Gateway.Connections;

/// <summary>What a peer wants with a session.</summary>
internal enum InboxItemKind : byte
{
    Data,
    Signals,
    Open,
    Accept,
    Reject,
    Close,

    /// <summary>A whole message that belongs to no session of this connection.</summary>
    Message,
}
