using System.Collections.Frozen;
using Hotlink.Protocol;

namespace Hotlink.Client.Streams;

/// <summary>The reasons as they travel (reliable-streams, section 8; wire-protocol, section 9.10) and what they mean for a stream.</summary>
internal static class ReasonWords
{
    /// <summary>Close and reject: the application gave the stream up.</summary>
    public const string Aborted = "aborted";

    /// <summary>Close: the client was disposed of.</summary>
    public const string ClientClosed = "client closed";

    /// <summary>Close: a plain stream has lost frames.</summary>
    public const string FramesLost = "frames lost";

    /// <summary>Reject: the receiver has no such stream to go on with.</summary>
    public const string UnknownStream = "unknown stream";

    /// <summary>Close: the other end broke the rules.</summary>
    public const string ProtocolViolation = "protocol violation";

    private static readonly FrozenDictionary<string, HotlinkReason> Known = new Dictionary<string, HotlinkReason>
    {
        [Reasons.PermissionDenied] = HotlinkReason.PermissionDenied,
        [Reasons.UnknownSession] = HotlinkReason.UnknownSession,
        [Reasons.AlreadyAccepted] = HotlinkReason.AlreadyAccepted,
        [Reasons.SessionExists] = HotlinkReason.SessionExists,
        [Reasons.Superseded] = HotlinkReason.Superseded,
        [Reasons.NotSender] = HotlinkReason.NotSender,
        [Reasons.PathMismatch] = HotlinkReason.PathMismatch,
        [Reasons.InvalidPath] = HotlinkReason.InvalidPath,
        [Reasons.InvalidSessionId] = HotlinkReason.InvalidSessionId,
        [Reasons.RecipientIsSender] = HotlinkReason.RecipientIsSender,
        [Reasons.NoReceiver] = HotlinkReason.NoReceiver,
        [Reasons.ReceiverTooSlow] = HotlinkReason.ReceiverTooSlow,
        [Reasons.SenderDisconnected] = HotlinkReason.SenderDisconnected,
        [Reasons.ReceiverDisconnected] = HotlinkReason.ReceiverDisconnected,
        [Reasons.RelayNodeLost] = HotlinkReason.RelayNodeLost,
        [Reasons.RelayShuttingDown] = HotlinkReason.RelayShuttingDown,
        [Reasons.PermissionRevoked] = HotlinkReason.PermissionRevoked,
        [Reasons.TooManySessions] = HotlinkReason.TooManySessions,
        [Reasons.TooManyOpens] = HotlinkReason.TooManyOpens,
        [Reasons.MessageTooLarge] = HotlinkReason.MessageTooLarge,
        [Reasons.Closed] = HotlinkReason.Closed,
        [Reasons.IpcUnavailable] = HotlinkReason.IpcUnavailable,
        [Reasons.Fallback] = HotlinkReason.Fallback,
        [Reasons.QuicOnly] = HotlinkReason.QuicOnly,
        [Aborted] = HotlinkReason.Aborted,
        [ClientClosed] = HotlinkReason.ClientClosed,
        [FramesLost] = HotlinkReason.FramesLost,
        [UnknownStream] = HotlinkReason.UnknownStream,
        [ProtocolViolation] = HotlinkReason.ProtocolViolation,
    }.ToFrozenDictionary();

    /// <summary>What a text from the wire says. A text that is not in the list is kept.</summary>
    public static EndReason Parse(string text) =>
        Known.TryGetValue(text, out var reason) ? new(reason, text)
        : text.Length == 0 ? new(HotlinkReason.Closed)
        : new(HotlinkReason.Other, StreamSignalText.Shorten(text));

    /// <summary>Whether a reliable stream may go on in a new session.</summary>
    public static bool IsResumable(HotlinkReason reason) => reason is
        HotlinkReason.SenderDisconnected or HotlinkReason.ReceiverDisconnected or HotlinkReason.RelayNodeLost
        or HotlinkReason.RelayShuttingDown or HotlinkReason.Superseded or HotlinkReason.UnknownSession or HotlinkReason.NoReceiver
        or HotlinkReason.ReceiverTooSlow or HotlinkReason.SessionExists or HotlinkReason.TooManySessions or HotlinkReason.TooManyOpens
        or HotlinkReason.LinkLost;

    /// <summary>Whether a reject of a session that was accepted comes from another client of the receiver's user.</summary>
    public static bool IsBystander(HotlinkReason reason) =>
        reason is HotlinkReason.UnknownStream or HotlinkReason.NoReceiver or HotlinkReason.IpcUnavailable;

    /// <summary>The reason of a reset.</summary>
    public static HotlinkReason Of(ResetCode code) => code switch
    {
        ResetCode.UnknownStream => HotlinkReason.UnknownStream,
        ResetCode.Protocol => HotlinkReason.ProtocolViolation,
        ResetCode.FramesLost => HotlinkReason.FramesLost,
        ResetCode.Expired => HotlinkReason.PeerLost,
        ResetCode.Closed => HotlinkReason.ClientClosed,
        _ => HotlinkReason.Aborted,
    };

    /// <summary>The word in the Close that goes with a reset.</summary>
    public static string Of(HotlinkReason reason) => reason switch
    {
        HotlinkReason.ProtocolViolation => ProtocolViolation,
        HotlinkReason.FramesLost => FramesLost,
        HotlinkReason.UnknownStream => UnknownStream,
        HotlinkReason.MessageTooLarge => Reasons.MessageTooLarge,
        HotlinkReason.ReceiverTooSlow => Reasons.ReceiverTooSlow,
        HotlinkReason.Superseded => Reasons.Superseded,
        HotlinkReason.ClientClosed => ClientClosed,
        HotlinkReason.IpcUnavailable => Reasons.IpcUnavailable,
        HotlinkReason.Fallback => Reasons.Fallback,
        HotlinkReason.None => Reasons.Closed,
        _ => Aborted,
    };

    /// <summary>The code of the reset that tells the other end.</summary>
    public static ResetCode CodeOf(HotlinkReason reason) => reason switch
    {
        HotlinkReason.ProtocolViolation => ResetCode.Protocol,
        HotlinkReason.FramesLost => ResetCode.FramesLost,
        HotlinkReason.PeerLost => ResetCode.Expired,
        HotlinkReason.ClientClosed => ResetCode.Closed,
        HotlinkReason.UnknownStream => ResetCode.UnknownStream,
        _ => ResetCode.Aborted,
    };
}
