namespace Hotlink.Protocol;

/// <summary>The kind of a message: the <c>typ</c> field of every frame (wire-protocol, section 8).</summary>
public enum MessageType : ushort
{
    /// <summary>The server's greeting, the first frame on every connection.</summary>
    System = 0,

    /// <summary>An HTTP-like error about a path.</summary>
    Error = 1,

    /// <summary>A whole file, with its content.</summary>
    FileWrite = 2,

    /// <summary>A file is gone. Defined, but sent by no known peer.</summary>
    FileDelete = 3,

    /// <summary>A file write was stored.</summary>
    Ack = 4,

    /// <summary>A file write was refused.</summary>
    Nack = 5,

    /// <summary>A request carried over the socket.</summary>
    Http = 6,

    /// <summary>A file changed; its content is fetched elsewhere.</summary>
    FileNotify = 7,

    /// <summary>The access files of a datasite, in the order to apply them.</summary>
    AclManifest = 8,

    /// <summary>A sender opens a session on a path.</summary>
    HotlinkOpen = 9,

    /// <summary>A reader joins a session.</summary>
    HotlinkAccept = 10,

    /// <summary>A session was refused, by the relay or by a reader.</summary>
    HotlinkReject = 11,

    /// <summary>Bytes of a session.</summary>
    HotlinkData = 12,

    /// <summary>A session ended.</summary>
    HotlinkClose = 13,

    /// <summary>Out-of-band talk between the ends of a session, opaque to the relay.</summary>
    HotlinkSignal = 14,
}
