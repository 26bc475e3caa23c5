using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>News about a session for one of its peers.</summary>
public sealed record SessionNotice
{
    /// <summary>What it tells.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Which session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The key of the session's grain: where answers go.</summary>
    public required string SessionKey { get; init; }

    /// <summary>The id of the message that caused it; empty where no peer did.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The session's path, for <see cref="NoticeKind.Open"/>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The session's sender, for <see cref="NoticeKind.Open"/>; the peer it speaks of otherwise.</summary>
    public string User { get; init; } = "";

    /// <summary>The user that the session is meant for, for <see cref="NoticeKind.Open"/>; empty for all.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Why, for the kinds that end something.</summary>
    public SessionReason Reason { get; init; }
}
