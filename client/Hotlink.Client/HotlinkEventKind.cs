namespace Hotlink.Client;

/// <summary>What happened.</summary>
public enum HotlinkEventKind
{
    /// <summary>The connection to the relay is up.</summary>
    LinkUp,

    /// <summary>The connection to the relay ended, or an attempt to make one failed. Without a reason where the client itself was closed.</summary>
    LinkDown,

    /// <summary>A session was opened for sending.</summary>
    SessionOpened,

    /// <summary>The receiver accepted a session, or an incoming session was accepted.</summary>
    SessionAccepted,

    /// <summary>An incoming session was rejected: nobody here wanted it in time, or there were too many.</summary>
    OfferRejected,

    /// <summary>The greeting is over: see <see cref="HotlinkEvent.Mode"/>.</summary>
    StreamReady,

    /// <summary>A reliable stream lost its session and waits to go on.</summary>
    StreamSuspended,

    /// <summary>A reliable stream goes on in a new session.</summary>
    StreamResumed,

    /// <summary>A stream stands still: see <see cref="HotlinkEvent.Stall"/>.</summary>
    StreamStalled,

    /// <summary>A stream ended: in good order where the reason is <see cref="HotlinkReason.None"/>.</summary>
    StreamEnded,

    /// <summary>A peer or the relay sent what the protocol doesn't allow; it was refused.</summary>
    Refused,
}
