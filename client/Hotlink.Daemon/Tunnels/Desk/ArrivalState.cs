namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>What is known of a stream of the peer.</summary>
internal enum ArrivalState
{
    /// <summary>Nothing but that it is there: its sender hasn't greeted.</summary>
    Greeting,

    /// <summary>It goes without a word, and no byte has come.</summary>
    Silent,

    /// <summary>Its word has come, but no byte.</summary>
    Announced,

    /// <summary>It has bytes to read.</summary>
    Ready,

    /// <summary>It ended in good order without a byte.</summary>
    Empty,
}
