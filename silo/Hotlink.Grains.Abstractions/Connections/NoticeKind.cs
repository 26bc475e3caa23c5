namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>What a notice tells a connection about a session.</summary>
#if ORLEANS
[GenerateSerializer, Alias("hotlink.NoticeKind")]
#endif
public enum NoticeKind : byte
{
    /// <summary>A session was opened that the user may accept.</summary>
    Open,

    /// <summary>A reader accepted.</summary>
    Accept,

    /// <summary>The open came to nothing.</summary>
    Reject,

    /// <summary>The session is over, after everything that was sent before.</summary>
    Close,

    /// <summary>The session is over at once; what is still queued for it is discarded.</summary>
    Abort,

    /// <summary>One of several receivers left.</summary>
    ReceiverLeft,

    /// <summary>The open is carried out now: does the sender still wait for that? The peer is told nothing.</summary>
    Begin,
}
