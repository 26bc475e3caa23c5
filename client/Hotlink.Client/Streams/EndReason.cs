namespace Hotlink.Client.Streams;

/// <summary>Why a session or stream ended.</summary>
/// <param name="Reason">From the closed list; <see cref="HotlinkReason.None"/> is the end in good order.</param>
/// <param name="Text">The words that came with it.</param>
internal readonly record struct EndReason(HotlinkReason Reason, string Text = "")
{
    /// <summary>The end in good order.</summary>
    public static EndReason Good => new(HotlinkReason.None);

    /// <summary>The end of all streams of a client that is disposed of.</summary>
    public static EndReason ClientClosed => new(HotlinkReason.ClientClosed, "the client was closed");

    /// <summary>The exception that says so.</summary>
    public HotlinkException ToException() => new(Reason, Text.Length > 0 ? Text : Reason.ToString());
}
