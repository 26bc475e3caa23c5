using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>News of a session as a message of the wire.</summary>
internal static class NoticeMessages
{
    /// <summary>The kind of the signal that tells a sender that one of several receivers left; peers that don't know it ignore it.</summary>
    public const string ReceiverLeftKind = "receiver_left";

    /// <summary>The longest id of a peer's message that is passed on; those in use have 36 characters at most.</summary>
    public const int MaxIdLength = 256;

    /// <summary>The message; it keeps the id of the peer's message that caused it, unless that is longer than any in use.</summary>
    public static WireMessage From(SessionNotice notice)
    {
        var reason = ReasonText.Of(notice.Reason);
        Message body = notice.Kind switch
        {
            NoticeKind.Open => new HotlinkOpen(notice.SessionId, notice.Path, notice.User, notice.Recipient),
            NoticeKind.Accept => new HotlinkAccept(notice.SessionId),
            NoticeKind.Reject => new HotlinkReject(notice.SessionId, reason),
            NoticeKind.ReceiverLeft => new HotlinkSignal(notice.SessionId, ReceiverLeftKind, [notice.User], Error: reason),
            NoticeKind.Close or NoticeKind.Abort => new HotlinkClose(notice.SessionId, reason),
            _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Kind, "no news for a peer"),
        };
        return new(notice.MessageId.Length is > 0 and <= MaxIdLength ? notice.MessageId : NewId(), body);
    }

    /// <summary>A new message id: 128 random bits, so that two in flight never share one.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");
}
