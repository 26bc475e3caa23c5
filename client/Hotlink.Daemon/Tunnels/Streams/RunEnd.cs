using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>How a connection ended.</summary>
/// <param name="Failure">Why it was reset; null where both ways ended in good order.</param>
/// <param name="Kept">The peer's stream, where it goes on with the next connection.</param>
/// <param name="Untold">What the peer said of its stream, where that had ended before the failure: it can't tell the peer any more.</param>
internal readonly record struct RunEnd(string? Failure, Inbound? Kept, RunWord? Untold);
