namespace Hotlink.Daemon.LocalSockets;

/// <summary>What can happen to local sockets.</summary>
public enum LocalSocketEventKind
{
    /// <summary>A marker is served.</summary>
    Listening,

    /// <summary>A marker can't be served.</summary>
    ListenFailed,

    /// <summary>A marker is not served any more.</summary>
    Closed,

    /// <summary>An application connected.</summary>
    AppConnected,

    /// <summary>An application disconnected.</summary>
    AppDisconnected,

    /// <summary>A frame of an application or a peer was not taken.</summary>
    FrameRefused,

    /// <summary>No application came for the frames that were held: their sessions fail.</summary>
    HoldExpired,

    /// <summary>An incoming session was accepted.</summary>
    SessionAccepted,

    /// <summary>An incoming session ended.</summary>
    SessionEnded,

    /// <summary>An outgoing session is up.</summary>
    LinkUp,

    /// <summary>Payloads go as files now.</summary>
    FellBack,

    /// <summary>Files came that can't be put into the application's stream: they are on the disk.</summary>
    LeftAsFiles,

    /// <summary>Frames of an application couldn't be sent; its connections are closed.</summary>
    SendFailed,
}
