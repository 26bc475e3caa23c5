using Hotlink.Domain.Sessions;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Relay;

/// <summary>The spelling of reasons on the wire.</summary>
internal static class ReasonText
{
    private const int MaxPeerText = 256;

    /// <summary>The words for a reason; a peer's own are cut at 256 characters.</summary>
    public static string Of(SessionReason reason) =>
        reason.Code == ReasonCode.Peer ? reason.Text[..Math.Min(reason.Text.Length, MaxPeerText)] : Of(reason.Code);

    /// <summary>The words for one of the relay's reasons.</summary>
    public static string Of(ReasonCode code) => code switch
    {
        ReasonCode.PermissionDenied => Reasons.PermissionDenied,
        ReasonCode.UnknownSession => Reasons.UnknownSession,
        ReasonCode.AlreadyAccepted => Reasons.AlreadyAccepted,
        ReasonCode.SessionExists => Reasons.SessionExists,
        ReasonCode.Superseded => Reasons.Superseded,
        ReasonCode.NotSender => Reasons.NotSender,
        ReasonCode.PathMismatch => Reasons.PathMismatch,
        ReasonCode.InvalidPath => Reasons.InvalidPath,
        ReasonCode.InvalidSessionId => Reasons.InvalidSessionId,
        ReasonCode.RecipientIsSender => Reasons.RecipientIsSender,
        ReasonCode.NoReceiver => Reasons.NoReceiver,
        ReasonCode.ReceiverTooSlow => Reasons.ReceiverTooSlow,
        ReasonCode.SenderDisconnected => Reasons.SenderDisconnected,
        ReasonCode.ReceiverDisconnected => Reasons.ReceiverDisconnected,
        ReasonCode.RelayNodeLost => Reasons.RelayNodeLost,
        ReasonCode.RelayShuttingDown => Reasons.RelayShuttingDown,
        ReasonCode.PermissionRevoked => Reasons.PermissionRevoked,
        ReasonCode.TooManySessions => Reasons.TooManySessions,
        ReasonCode.TooManyOpens => Reasons.TooManyOpens,
        ReasonCode.MessageTooLarge => Reasons.MessageTooLarge,
        ReasonCode.RelayOverloaded => Reasons.RelayOverloaded,
        _ => "",
    };
}
