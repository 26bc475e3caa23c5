namespace Hotlink.Client;

/// <summary>Something that happened to the link, a session or a stream. Holds no payload and no secret.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="SessionId">The session, or empty.</param>
/// <param name="Path">The session's path, or empty.</param>
/// <param name="Peer">The other end, or empty where it isn't known.</param>
/// <param name="Outbound">Whether it is a session for sending.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">More about it for people, or empty.</param>
public sealed record HotlinkEvent(
    HotlinkEventKind Kind,
    string SessionId = "",
    string Path = "",
    string Peer = "",
    bool Outbound = false,
    HotlinkReason Reason = HotlinkReason.None,
    string Text = "")
{
    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode { get; init; }

    /// <summary>Who holds the stream up.</summary>
    public HotlinkStallCause Stall { get; init; }
}
