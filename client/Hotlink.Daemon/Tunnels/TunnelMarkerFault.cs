namespace Hotlink.Daemon.Tunnels;

/// <summary>What is wrong with a marker: the closed list.</summary>
public enum TunnelMarkerFault
{
    /// <summary>The file is too large or can't be read.</summary>
    Unreadable,

    /// <summary>Its content is not the JSON object of client behaviour, section 5.1.</summary>
    NotJson,

    /// <summary><c>from</c> or <c>to</c> is missing or no email.</summary>
    BadParty,

    /// <summary>The port is missing or not 1 to 65535.</summary>
    BadPort,

    /// <summary>The directory is not called <c>0_to_1</c> or the like, or the path is not canonical.</summary>
    BadDirectory,

    /// <summary><c>from</c> and <c>to</c> are both oneself: the peer would be oneself.</summary>
    PeerIsSelf,

    /// <summary>Neither <c>from</c> nor <c>to</c> is oneself.</summary>
    NotOurs,

    /// <summary>Another marker asks for the same channel and goes first.</summary>
    Duplicate,
}
