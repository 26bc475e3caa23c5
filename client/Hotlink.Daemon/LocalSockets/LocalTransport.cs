namespace Hotlink.Daemon.LocalSockets;

/// <summary>The bytes to and from one application.</summary>
/// <param name="Stream">Both directions; disposing of it ends the connection.</param>
/// <param name="HasUnread">Whether bytes have come that nobody has read; false where the system doesn't say.</param>
internal sealed record LocalTransport(Stream Stream, Func<bool> HasUnread);
