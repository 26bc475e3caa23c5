namespace Hotlink.Protocol;

/// <summary>
/// Every reason that travels in <c>rsn</c> of a reject or close, and in <c>err</c> of a signal. The list is closed; those marked
/// "existing" are compared by peers in use today and keep their spelling (wire-protocol, section 9.10).
/// </summary>
public static class Reasons
{
    /// <summary>Existing. Reject to an opener without write access, or to an accepter who may not read the path or was not meant.</summary>
    public const string PermissionDenied = "permission denied";

    /// <summary>Existing. Reject to whoever accepts or sends data, signal error to whoever signals, on an id that is not open.</summary>
    public const string UnknownSession = "unknown session";

    /// <summary>Existing. Reject to a second user who accepts a TCP session that another user holds.</summary>
    public const string AlreadyAccepted = "already accepted";

    /// <summary>Reject to the opener: the id is in use by another sender.</summary>
    public const string SessionExists = "session exists";

    /// <summary>Close to the old connection and the readers: the same sender opened the id again on a new connection.</summary>
    public const string Superseded = "superseded";

    /// <summary>Reject to a connection that sends data into a session that another one opened.</summary>
    public const string NotSender = "not sender";

    /// <summary>Reject to the sender: data named a path outside of the session's directory; it went nowhere.</summary>
    public const string PathMismatch = "path mismatch";

    /// <summary>Reject to the opener: the path is empty, too long or not canonical.</summary>
    public const string InvalidPath = "invalid path";

    /// <summary>Reject to the opener: the session id is too short, too long or not printable.</summary>
    public const string InvalidSessionId = "invalid session id";

    /// <summary>Reject to the opener: <c>to</c> names the sender itself.</summary>
    public const string RecipientIsSender = "recipient is sender";

    /// <summary>Reject to the opener: nobody accepted before the waiting time or the early-frame bound ran out.</summary>
    public const string NoReceiver = "no receiver";

    /// <summary>Close to both ends: the receiver took no bytes for too long.</summary>
    public const string ReceiverTooSlow = "receiver too slow";

    /// <summary>Close to the receivers: the sender's connection ended.</summary>
    public const string SenderDisconnected = "sender disconnected";

    /// <summary>Close to the sender: the last receiver's connection ended.</summary>
    public const string ReceiverDisconnected = "receiver disconnected";

    /// <summary>Close to the peers left behind: the node that held the other end or the session is gone.</summary>
    public const string RelayNodeLost = "relay node lost";

    /// <summary>Close to both ends: the relay is stopping and moves its peers elsewhere.</summary>
    public const string RelayShuttingDown = "relay shutting down";

    /// <summary>Close to the end that lost its access to the path, and to the other one.</summary>
    public const string PermissionRevoked = "permission revoked";

    /// <summary>Reject to the opener: its connection holds as many sessions as it may.</summary>
    public const string TooManySessions = "too many sessions";

    /// <summary>Reject to the opener: it opens faster than it may.</summary>
    public const string TooManyOpens = "too many opens";

    /// <summary>Close to both ends: a message is too large for the encoding of the receiver.</summary>
    public const string MessageTooLarge = "message too large";

    /// <summary>Reject to the opener: the relay holds as many bytes as it may; running sessions go on.</summary>
    public const string RelayOverloaded = "relay overloaded";

    /// <summary>Close to the other end: the session ended in good order.</summary>
    public const string Closed = "closed";

    /// <summary>Existing, from clients. Reject to the sender: the reader's application cannot be reached.</summary>
    public const string IpcUnavailable = "ipc unavailable";

    /// <summary>Existing, from clients. Close to the readers: the sender goes on by files.</summary>
    public const string Fallback = "fallback";

    /// <summary>Existing, from clients. Close to the other end: it insists on a direct connection that did not come up.</summary>
    public const string QuicOnly = "quic-only";
}
