namespace Hotlink.Client;

/// <summary>Which incoming sessions are wanted. All conditions that are set have to hold. A session of one's own user never matches.</summary>
public sealed record HotlinkFilter
{
    /// <summary>The exact path, or null for any.</summary>
    public string? Path { get; init; }

    /// <summary>A directory: the path lies in it, directly or deeper. Null for any.</summary>
    public string? Directory { get; init; }

    /// <summary>The sender as the relay attests it, or null for any. A sender that the relay doesn't name matches only null.</summary>
    public string? Peer { get; init; }

    /// <summary>A last condition, or null. Called on the thread that reads from the relay: it has to be quick and must not wait.</summary>
    public Func<HotlinkOffer, bool>? Predicate { get; init; }
}
