using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>A peer of a session whose circumstances changed.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Peer">Who.</param>
/// <param name="Reason">What happened; <see cref="ReasonCode.None"/> where its connection ended.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.SessionPeer")]
#endif
public readonly record struct SessionPeer(string SessionId, Peer Peer, ReasonCode Reason = ReasonCode.None);
