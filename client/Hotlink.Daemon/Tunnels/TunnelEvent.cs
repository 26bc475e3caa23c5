namespace Hotlink.Daemon.Tunnels;

/// <summary>Something happened to a tunnel. Holds no content.</summary>
/// <param name="Kind">What.</param>
/// <param name="Channel">The channel's directory below the datasite, or the marker's path where there is no tunnel.</param>
/// <param name="Peer">The other party; empty where it isn't known.</param>
/// <param name="Text">More, for people.</param>
public sealed record TunnelEvent(TunnelEventKind Kind, string Channel, string Peer = "", string Text = "");
