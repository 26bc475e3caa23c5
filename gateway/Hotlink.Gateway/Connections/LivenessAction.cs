namespace Hotlink.Gateway.Connections;

/// <summary>What to do about a peer.</summary>
internal enum LivenessAction
{
    None,
    Ping,

    /// <summary>An unasked pong: a ping would have to be answered, and the answer might stand in the way of all that the peer reads.</summary>
    Reassure,
    GiveUp,
}
