namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>An open that waits for a reader to come online.</summary>
/// <param name="SessionKey">The key of the session grain.</param>
/// <param name="SessionId">Which of its sessions.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.WaitingOpen")]
#endif
public readonly record struct WaitingOpen(string SessionKey, string SessionId);
