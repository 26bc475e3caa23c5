namespace Hotlink.Domain.Sessions;

/// <summary>What is to happen with frames that a peer sent for a session.</summary>
public enum RelayVerdict : byte
{
    /// <summary>Deliver to all who accepted.</summary>
    Deliver,

    /// <summary>Hold until somebody accepts.</summary>
    Hold,

    /// <summary>Deliver to the sender: it is a receiver's signal.</summary>
    DeliverToSender,

    /// <summary>Refuse: the peer is not the session's sender.</summary>
    NotSender,

    /// <summary>Refuse: the peer has no part in the session.</summary>
    Stranger,

    /// <summary>More came than is held; the session has ended as <see cref="ReasonCode.NoReceiver"/>.</summary>
    Overflow,

    /// <summary>The session is over.</summary>
    Closed,
}
