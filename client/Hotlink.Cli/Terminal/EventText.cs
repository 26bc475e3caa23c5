using Hotlink.Client;

namespace Hotlink.Cli.Terminal;

/// <summary>What happens, in words for people.</summary>
internal static class EventText
{
    /// <summary>Whether it matters to whoever runs the command, not only to whoever looks for a fault.</summary>
    public static bool IsImportant(HotlinkEvent happened) => happened.Kind switch
    {
        HotlinkEventKind.LinkUp or HotlinkEventKind.StreamSuspended or HotlinkEventKind.StreamResumed
            or HotlinkEventKind.StreamStalled => true,
        HotlinkEventKind.LinkDown or HotlinkEventKind.StreamEnded => happened.Reason != HotlinkReason.None,
        _ => false,
    };

    /// <summary>One line.</summary>
    public static string Of(HotlinkEvent happened)
    {
        var where = happened.Path.Length == 0 ? "" : $" {(happened.Outbound ? "to" : "from")} {Peer(happened)} on {happened.Path}";
        return happened.Kind switch
        {
            HotlinkEventKind.LinkUp => "connected to the relay",
            HotlinkEventKind.LinkDown when happened.Reason == HotlinkReason.None => "closed the connection to the relay",
            HotlinkEventKind.LinkDown => $"no connection to the relay{Why(happened)}; trying again",
            HotlinkEventKind.StreamSuspended => $"stream{where} is interrupted{Why(happened)}; it goes on when both ends are back",
            HotlinkEventKind.StreamResumed => $"stream{where} goes on",
            HotlinkEventKind.StreamStalled => $"stream{where} stands still: {HeldUpBy(happened.Stall)}",
            HotlinkEventKind.StreamEnded => $"stream{where} ended{Why(happened)}",
            HotlinkEventKind.StreamReady => $"stream{where} is {(happened.Mode == HotlinkMode.Reliable ? "reliable" : "plain: the peer acknowledges nothing")}",
            _ => $"{happened.Kind}{where}{Why(happened)}",
        };
    }

    /// <summary>Who holds a stream up.</summary>
    public static string HeldUpBy(HotlinkStallCause cause) => cause switch
    {
        HotlinkStallCause.OwnApplication => "the application on this side doesn't read",
        HotlinkStallCause.OwnLink => "this side's connection to the relay is down or silent",
        HotlinkStallCause.Relay => "the relay takes no more bytes",
        HotlinkStallCause.PeerLink => "the peer doesn't answer",
        HotlinkStallCause.PeerApplication => "the peer's application doesn't read",
        _ => "nothing moves",
    };

    private static string Peer(HotlinkEvent happened) => happened.Peer.Length == 0 ? "anybody" : happened.Peer;

    private static string Why(HotlinkEvent happened) =>
        happened.Reason == HotlinkReason.None ? "" : happened.Text.Length == 0 ? $" ({happened.Reason})" : $" ({happened.Reason}: {happened.Text})";
}
