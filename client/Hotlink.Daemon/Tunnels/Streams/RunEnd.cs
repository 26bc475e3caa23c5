namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>How a connection ended.</summary>
/// <param name="Failure">Why it was reset; null where both ways ended in good order.</param>
/// <param name="Kept">The peer's stream, where it goes on with the next connection.</param>
internal readonly record struct RunEnd(string? Failure, Inbound? Kept);
