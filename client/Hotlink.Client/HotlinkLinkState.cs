namespace Hotlink.Client;

/// <summary>How the connection to the relay stands.</summary>
public enum HotlinkLinkState
{
    /// <summary>It is being made, for the first time or again.</summary>
    Connecting,

    /// <summary>It is up.</summary>
    Connected,

    /// <summary>The client was disposed of.</summary>
    Closed,
}
