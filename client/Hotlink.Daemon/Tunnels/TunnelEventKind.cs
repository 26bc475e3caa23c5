namespace Hotlink.Daemon.Tunnels;

/// <summary>What a <see cref="TunnelEvent"/> tells of.</summary>
public enum TunnelEventKind
{
    /// <summary>A marker asks for something that is not possible; told once for each content.</summary>
    MarkerRefused,

    /// <summary>The tunnel listens on its port.</summary>
    Listening,

    /// <summary>The port is taken or can't be listened on; it is tried again.</summary>
    PortBusy,

    /// <summary>The tunnel is gone: its marker vanished or changed, or the daemon stops.</summary>
    Closed,

    /// <summary>A connection and the peer's were joined.</summary>
    RunStarted,

    /// <summary>A connection ended in good order, both ways.</summary>
    RunFinished,

    /// <summary>A connection was reset, with the reason.</summary>
    RunFailed,

    /// <summary>A connection came and left without a byte.</summary>
    Probe,

    /// <summary>Bytes of the peer wait for an application.</summary>
    Held,

    /// <summary>Bytes of the peer were given up: no application came, or there were too many.</summary>
    HoldFailed,

    /// <summary>The peer can't be reached yet; it is tried again.</summary>
    OpenRefused,

    /// <summary>A peer without reliable streams gets a second stream on one path: a Go client delivers nothing of it.</summary>
    PeerMayBeDeaf,

    /// <summary>A stream of the peer belongs to no connection that there is, and was refused.</summary>
    StreamRefused,
}
