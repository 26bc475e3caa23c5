using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>A peer's word about a session: accept, reject, close.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="From">Who says it.</param>
/// <param name="MessageId">The id of the peer's message, which travels on with it.</param>
/// <param name="Reason">The peer's reason, if it gave one.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.SessionMessage")]
#endif
public readonly record struct SessionMessage(string SessionId, Peer From, string MessageId, string Reason = "");
