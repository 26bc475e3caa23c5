namespace Hotlink.Client;

/// <summary>
/// Why something was refused or ended: the closed list. The first group are the relay's and the peers' words
/// (wire-protocol, section 9.10, and the relay's own); the second group is what this library finds out itself.
/// </summary>
public enum HotlinkReason
{
    /// <summary>No reason: it ended in good order.</summary>
    None = 0,

    /// <summary>A text that is not in this list; see <see cref="HotlinkException.Text"/>.</summary>
    Other,

    /// <summary>The access rules don't allow it.</summary>
    PermissionDenied,

    /// <summary>The relay knows no session of that id: it was restarted, or the session is over.</summary>
    UnknownSession,

    /// <summary>Another user accepted the stream first.</summary>
    AlreadyAccepted,

    /// <summary>The session id is in use.</summary>
    SessionExists,

    /// <summary>The session made way for a newer one of the same stream.</summary>
    Superseded,

    /// <summary>Data for a session that another connection opened.</summary>
    NotSender,

    /// <summary>Data named a path outside of the session's directory.</summary>
    PathMismatch,

    /// <summary>The path is empty, too long or not canonical.</summary>
    InvalidPath,

    /// <summary>The relay doesn't take the session id.</summary>
    InvalidSessionId,

    /// <summary>The peer named is oneself.</summary>
    RecipientIsSender,

    /// <summary>Nobody accepted in time.</summary>
    NoReceiver,

    /// <summary>The receiver took nothing for too long.</summary>
    ReceiverTooSlow,

    /// <summary>The sender's connection to the relay ended.</summary>
    SenderDisconnected,

    /// <summary>The receiver's connection to the relay ended.</summary>
    ReceiverDisconnected,

    /// <summary>The relay's node that held the session is gone.</summary>
    RelayNodeLost,

    /// <summary>The relay is being stopped.</summary>
    RelayShuttingDown,

    /// <summary>A right that the session needs was taken away.</summary>
    PermissionRevoked,

    /// <summary>Too many sessions at once.</summary>
    TooManySessions,

    /// <summary>Too many opens in a short time.</summary>
    TooManyOpens,

    /// <summary>A message is larger than the limits or the receiver's window allow.</summary>
    MessageTooLarge,

    /// <summary>The peer ended it in good order, before this side had finished.</summary>
    Closed,

    /// <summary>The peer's application can't be reached.</summary>
    IpcUnavailable,

    /// <summary>The peer goes on by files.</summary>
    Fallback,

    /// <summary>The peer insists on a direct connection.</summary>
    QuicOnly,

    /// <summary>The relay refused the token, and the renewed one too.</summary>
    Unauthorized,

    /// <summary>The relay can't be reached, or its answer is not that of a relay.</summary>
    RelayUnreachable,

    /// <summary>The connection to the relay was lost, and what was under way can't be resumed.</summary>
    LinkLost,

    /// <summary>The answer didn't come in time.</summary>
    Timeout,

    /// <summary>Frames of a stream that can't be repeated were lost on the way.</summary>
    FramesLost,

    /// <summary>The peer did not come back within the resume window.</summary>
    PeerLost,

    /// <summary>The peer knows nothing of the stream that was to be resumed: its program was restarted.</summary>
    UnknownStream,

    /// <summary>The peer broke the rules of the protocol.</summary>
    ProtocolViolation,

    /// <summary>The stream was given up by this side's or the peer's application.</summary>
    Aborted,

    /// <summary>The client was disposed of.</summary>
    ClientClosed,

    /// <summary>A file write was refused: <see cref="HotlinkException.Text"/> holds the relay's words.</summary>
    FileRefused,
}
