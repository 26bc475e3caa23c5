namespace Hotlink.Domain.Sessions;

/// <summary>Why the relay refuses a message or ends a session. Each has one spelling on the wire.</summary>
public enum ReasonCode : byte
{
    /// <summary>No reason: nothing was refused.</summary>
    None = 0,

    /// <summary>A peer's own words are passed on.</summary>
    Peer,

    /// <summary>The access rules do not allow it.</summary>
    PermissionDenied,

    /// <summary>No session has that id, or the asker has no part in it.</summary>
    UnknownSession,

    /// <summary>The stream has its one reader.</summary>
    AlreadyAccepted,

    /// <summary>The id belongs to a session of somebody else, or to another path.</summary>
    SessionExists,

    /// <summary>The sender opened the same id again on a new connection.</summary>
    Superseded,

    /// <summary>Data from anyone but the session's sender.</summary>
    NotSender,

    /// <summary>Data that names a path outside the session's directory.</summary>
    PathMismatch,

    /// <summary>The path is not in canonical form.</summary>
    InvalidPath,

    /// <summary>The session id is not 8 to 64 printable ASCII characters.</summary>
    InvalidSessionId,

    /// <summary>The open names its own sender as the recipient.</summary>
    RecipientIsSender,

    /// <summary>Nobody accepted in time, or more came than is held for nobody.</summary>
    NoReceiver,

    /// <summary>The receiver made no progress for too long.</summary>
    ReceiverTooSlow,

    /// <summary>The sender's connection ended.</summary>
    SenderDisconnected,

    /// <summary>The receiver's connection ended.</summary>
    ReceiverDisconnected,

    /// <summary>The node that held the session or a connection is gone.</summary>
    RelayNodeLost,

    /// <summary>The node is being stopped.</summary>
    RelayShuttingDown,

    /// <summary>A right that the session needs was taken away.</summary>
    PermissionRevoked,

    /// <summary>The connection holds as many sessions as it may.</summary>
    TooManySessions,

    /// <summary>The connection opens sessions faster than it may.</summary>
    TooManyOpens,

    /// <summary>The message is larger than its kind may be, or does not fit into a frame of the receiver's encoding.</summary>
    MessageTooLarge,

    /// <summary>The node holds as many bytes as it may: running sessions go on, new ones have to wait.</summary>
    RelayOverloaded,
}
