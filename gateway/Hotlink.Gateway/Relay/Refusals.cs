using Hotlink.Domain.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>The relay's own answers to what it doesn't do.</summary>
internal static class Refusals
{
    /// <summary>The kind of the signal that answers a signal for an unknown session; peers in use today know it.</summary>
    public const string SignalErrorKind = "quic_error";

    private const int MaxSessionIdLength = 256;

    public static WireMessage Reject(string sessionId, ReasonCode reason) => Message(new HotlinkReject(Cut(sessionId), ReasonText.Of(reason)));

    public static WireMessage Close(string sessionId, ReasonCode reason) => Message(new HotlinkClose(Cut(sessionId), ReasonText.Of(reason)));

    public static WireMessage SignalError(string sessionId, ReasonCode reason) =>
        Message(new HotlinkSignal(Cut(sessionId), SignalErrorKind, [], Error: ReasonText.Of(reason)));

    public static WireMessage Error(int code, string path, string text) => Message(new ErrorMessage(code, path, text));

    public static WireMessage Ack(string originalId) => Message(new Ack(originalId));

    public static WireMessage Nack(string originalId, string error) => Message(new Nack(originalId, error));

    // What no session can be called need not be repeated at length.
    private static string Cut(string sessionId) => sessionId[..Math.Min(sessionId.Length, MaxSessionIdLength)];

    private static WireMessage Message(Message body) => new(NoticeMessages.NewId(), body);
}
