using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>Who holds a session id.</summary>
/// <param name="SessionId">The id.</param>
/// <param name="SessionKey">The key of the session grain.</param>
/// <param name="Sender">The session's sender.</param>
/// <param name="Nonce">Tells apart two sessions that one after the other have the same id, path and sender.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.SessionClaim")]
#endif
public readonly record struct SessionClaim(string SessionId, string SessionKey, Peer Sender, long Nonce);
