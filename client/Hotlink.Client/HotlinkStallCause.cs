namespace Hotlink.Client;

/// <summary>Who holds a stream up that has made no progress for a while.</summary>
public enum HotlinkStallCause
{
    /// <summary>Nobody: it moves, or there is nothing to move.</summary>
    None,

    /// <summary>This side's application doesn't read what has come.</summary>
    OwnApplication,

    /// <summary>This side's connection to the relay is down or silent.</summary>
    OwnLink,

    /// <summary>The relay is there, but takes no more bytes.</summary>
    Relay,

    /// <summary>The peer's connection to the relay: the peer doesn't answer.</summary>
    PeerLink,

    /// <summary>The peer's application doesn't read: the peer answers and grants no credit.</summary>
    PeerApplication,
}
