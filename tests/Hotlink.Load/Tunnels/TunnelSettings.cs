namespace Hotlink.Load.Tunnels;

/// <summary>How routes are measured.</summary>
/// <param name="PayloadBytes">Bytes in a round trip, each way.</param>
/// <param name="Warmup">How long traffic runs before it is measured.</param>
/// <param name="Duration">How long each figure is measured.</param>
/// <param name="Rounds">How many times all routes are measured.</param>
internal sealed record TunnelSettings(int PayloadBytes, TimeSpan Warmup, TimeSpan Duration, int Rounds);
