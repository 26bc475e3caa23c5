namespace Hotlink.Daemon.LocalSockets;

/// <summary>Something happened to local sockets.</summary>
/// <param name="Kind">What.</param>
/// <param name="Directory">The canonical path of the marker's directory.</param>
/// <param name="Text">Why, for people; no content of frames.</param>
/// <param name="Peer">The other user, where there is one.</param>
public sealed record LocalSocketEvent(LocalSocketEventKind Kind, string Directory, string Text = "", string Peer = "");
