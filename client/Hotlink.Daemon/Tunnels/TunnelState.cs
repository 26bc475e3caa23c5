namespace Hotlink.Daemon.Tunnels;

/// <summary>How a tunnel stands.</summary>
public enum TunnelState
{
    /// <summary>It is about to listen.</summary>
    Starting,

    /// <summary>It listens.</summary>
    Listening,

    /// <summary>Its port can't be listened on; it is tried again.</summary>
    Busy,

    /// <summary>It is over.</summary>
    Closed,
}
