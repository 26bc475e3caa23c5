namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>What is to be done next.</summary>
internal enum DeskStepKind
{
    /// <summary>Make a connection the active one.</summary>
    Start,

    /// <summary>Give the peer's stream to the active connection.</summary>
    Bind,

    /// <summary>Refuse a stream: it belongs to a connection that is over.</summary>
    RefuseStale,

    /// <summary>End the active connection: the stream says that what it has sent was given up.</summary>
    GivenUp,

    /// <summary>Refuse a stream: nobody came for it in time, or it holds too much.</summary>
    RefuseHeld,

    /// <summary>End the active connection: another one waits, and it won't move any more.</summary>
    TakeOver,

    /// <summary>End the active connection: the peer never answered.</summary>
    Unanswered,

    /// <summary>Let go of a stream that waits, and of the one to the peer: it was started anew and knows of neither.</summary>
    DropOld,

    /// <summary>End the active connection, and let go of both its streams: the peer was started anew and knows of neither.</summary>
    PeerBeganAnew,
}
