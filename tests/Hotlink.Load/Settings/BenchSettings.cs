namespace Hotlink.Load.Settings;

/// <summary>What is measured, and how it is reported.</summary>
/// <param name="A">The server.</param>
/// <param name="B">The server to compare it with.</param>
/// <param name="Rounds">How many times both are measured, in turn.</param>
/// <param name="Json">Whether the result is written as JSON.</param>
/// <param name="Traffic">What is sent.</param>
/// <param name="Access">By whom.</param>
internal sealed record BenchSettings(
    TargetSettings A, TargetSettings? B, int Rounds, bool Json, TrafficSettings Traffic, AccessSettings Access);
