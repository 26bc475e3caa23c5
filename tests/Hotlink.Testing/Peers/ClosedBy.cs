namespace Hotlink.Testing.Peers;

/// <summary>How a connection ended, seen from the peer.</summary>
/// <param name="Code">The code of the relay's close frame; null where the socket ended without one.</param>
/// <param name="Reason">Its words; of the socket's failure where there was no frame.</param>
public sealed record ClosedBy(int? Code, string Reason);
