using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>News about a session for one of its peers.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="SessionKey">The key of the session's grain: where answers go.</param>
/// <param name="MessageId">The id of the message that caused it; empty where no peer did.</param>
/// <param name="Path">The session's path, for <see cref="NoticeKind.Open"/>.</param>
/// <param name="User">The session's sender, for <see cref="NoticeKind.Open"/>; the peer it speaks of otherwise.</param>
/// <param name="Recipient">The user that the session is meant for, for <see cref="NoticeKind.Open"/>; empty for all.</param>
/// <param name="Reason">Why, for the kinds that end something.</param>
/// <param name="IsRepeated">Whether the same was said before, and nobody knows whether it came.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.SessionNotice")]
#endif
public sealed record SessionNotice(
    NoticeKind Kind,
    string SessionId,
    string SessionKey,
    string MessageId = "",
    string Path = "",
    string User = "",
    string Recipient = "",
    SessionReason Reason = default,
    bool IsRepeated = false);
