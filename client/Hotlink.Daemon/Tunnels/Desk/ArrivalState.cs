namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>What is known of a stream of the peer.</summary>
internal enum ArrivalState
{
    /// <summary>Nothing but that it is there.</summary>
    Silent,

    /// <summary>Its word has come, but no byte.</summary>
    Announced,

    /// <summary>It has bytes to read.</summary>
    Ready,

    /// <summary>It ended in good order without a byte.</summary>
    Empty,
}
