namespace Hotlink.Gateway.Connections;

/// <summary>What to do about a peer.</summary>
internal enum LivenessAction
{
    None,
    Ping,
    GiveUp,
}
