namespace Hotlink.Client;

/// <summary>A stream as it stands at one moment.</summary>
public sealed record HotlinkStreamStatus
{
    /// <summary>The session that it uses now, or used last; empty before the first.</summary>
    public required string SessionId { get; init; }

    /// <summary>The path that the sender opened.</summary>
    public required string Path { get; init; }

    /// <summary>The other end: the sender as the relay attests it, or the only receiver meant. Empty where it isn't known.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether it sends.</summary>
    public required bool Outbound { get; init; }

    /// <summary>Where it stands.</summary>
    public required HotlinkStreamState State { get; init; }

    /// <summary>How it has fared.</summary>
    public required HotlinkStatistics Statistics { get; init; }
}
