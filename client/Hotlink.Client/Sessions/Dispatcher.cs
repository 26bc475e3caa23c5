using System.Text;
using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Files;
using Hotlink.Client.Notices;
using Hotlink.Client.Streams;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// Takes what one connection brings to where it belongs, in order. Data of byte streams is not decoded: its payload goes from where it lies
/// into its stream. Used by the connection's reader alone.
/// </summary>
internal sealed class Dispatcher(ClientContext context, OfferDesk offers, FileWrites files, NoticeQueue notices) : IMessageSink
{
    private const string RelaySignalError = "quic_error";
    private readonly TaskCompletionSource<string> _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _pause;

    /// <summary>The connection; set before it begins to read.</summary>
    public RelayLink? Link { get; set; }

    /// <summary>Completes with the relay's version when the relay has greeted.</summary>
    public Task<string> Greeted => _greeted.Task;

    /// <summary>The client knows the connection: what the relay sends behind its greeting is read from here on.</summary>
    public void Published() => _published.TrySetResult();

    /// <inheritdoc/>
    public void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause)
    {
        _pause = null;
        if (FrameHeader.TryPeek(message.Span, kind, out var header) != PeekResult.Ok || header.Type != MessageType.HotlinkData
            || !TryTakeData(message.Span, header))
        {
            Decode(message, kind);
        }

        pause = _pause;
    }

    // The payload as it lies there: only of byte streams in MessagePack.
    private bool TryTakeData(ReadOnlySpan<byte> message, in FrameHeader header)
    {
        Span<char> sessionId = stackalloc char[SessionIds.MaxLength];
        if (header.Encoding != WireEncoding.MsgPack || !Encoding.ASCII.TryGetChars(message[header.SessionId], sessionId, out var length))
        {
            return false;
        }

        sessionId = sessionId[..length];
        if (header.Seq is 0 or > long.MaxValue || context.Sessions.FindInbound(sessionId) is not { Framing: HotlinkFraming.Bytes } stream)
        {
            return false;
        }

        if (message[header.Path] is { IsEmpty: false } path && !path.SequenceEqual(stream.PathBytes.Span))
        {
            return false; // Another name in the session's directory, or another channel's: looked at in full.
        }

        _pause = stream.OnData(sessionId, (long)header.Seq, default, default, message[header.Payload]);
        return true;
    }

    private void Decode(ReadOnlyMemory<byte> message, FrameKind kind)
    {
        if (!MessageReader.TryRead(message, kind, FrameLimits.Default, out var decoded, out var violation))
        {
            Refuse($"a frame that can't be read: {violation.Text}");
            return;
        }

        // The greeting comes first (wire-protocol, section 1). Nothing is done on a connection that nobody knows of yet.
        if (!_greeted.Task.IsCompleted && decoded.Body is not SystemMessage)
        {
            Refuse("a message before the greeting");
            return;
        }

        switch (decoded.Body)
        {
            case HotlinkData data:
                OnData(data);
                break;
            case HotlinkSignal signal:
                OnSignal(signal);
                break;
            case HotlinkOpen open:
                offers.OnOpen(open, Link!);
                break;
            case HotlinkAccept accept:
                context.Sessions.FindOutbound(accept.SessionId)?.Accepted(accept.SessionId);
                break;
            case HotlinkReject reject:
                OnEnd(reject.SessionId, reject.Reason, isReject: true);
                break;
            case HotlinkClose close:
                OnEnd(close.SessionId, close.Reason, isReject: false);
                break;
            default:
                OnGeneral(decoded.Body);
                break;
        }
    }

    private void OnGeneral(Message body)
    {
        switch (body)
        {
            case SystemMessage system when _greeted.TrySetResult(StreamSignalText.Shorten(system.SystemVersion)):
                _pause = _published.Task;
                break;
            case Ack ack:
                files.OnAck(ack);
                break;
            case Nack nack:
                files.OnNack(nack);
                break;
            case ErrorMessage { Path.Length: > 0 } error:
                files.OnError(error);
                break;
            case ErrorMessage error:
                Refuse($"the relay objects: {error.Code} {StreamSignalText.Shorten(error.Text)}");
                break;
            case FileWrite write:
                notices.Add(NoticeReader.Of(write));
                break;
            case FileNotify notify:
                notices.Add(NoticeReader.Of(notify));
                break;
            case HttpMessage http:
                notices.Add(NoticeReader.Of(http));
                break;
            case AclManifest manifest when NoticeReader.Of(manifest) is { } notice:
                notices.Add(notice);
                break;
        }
    }

    private void OnData(HotlinkData data)
    {
        if (context.Sessions.FindInbound(data.SessionId) is not { } stream || data.Seq is 0 or > long.MaxValue)
        {
            ClientInstruments.RefusedMessage(); // Of a session that is over, or never was.
            return;
        }

        if (!PathRules.IsInDirectory(data.Path, stream.Mark.Path) || data.ETag.Length > MessageRecord.MaxTextBytes)
        {
            stream.OnForeignPath();
            return;
        }

        // As the sender counts them: a path that is the session's own may be left out, but has its cost where it is given.
        var path = Encoding.UTF8.GetBytes(data.Path);
        var tag = Encoding.UTF8.GetBytes(data.ETag);
        _pause = stream.OnData(data.SessionId, (long)data.Seq, path, tag, data.Payload.Span);
    }

    private void OnSignal(HotlinkSignal signal)
    {
        if (signal is { Kind: RelaySignalError, Error: Reasons.UnknownSession })
        {
            OnEnd(signal.SessionId, signal.Error, isReject: true);
        }
        else if (context.Sessions.FindOutbound(signal.SessionId) is { } outbound)
        {
            outbound.OnSignal(signal);
        }
        else if (context.Sessions.FindInbound(signal.SessionId) is { } inbound)
        {
            inbound.OnSignal(signal);
        }
        else
        {
            ClientInstruments.RefusedMessage();
        }
    }

    private void OnEnd(string sessionId, string reason, bool isReject)
    {
        if (context.Sessions.FindOutbound(sessionId) is { } outbound)
        {
            outbound.SessionEnded(sessionId, reason, isReject);
        }
        else if (offers.OnClose(sessionId))
        {
            return; // Asked first: an offer may become a stream meanwhile, never the other way round.
        }
        else if (context.Sessions.FindInbound(sessionId) is { } inbound)
        {
            inbound.SessionEnded(sessionId, reason);
        }
        else
        {
            ClientInstruments.RefusedMessage();
        }
    }

    private void Refuse(string text)
    {
        ClientInstruments.RefusedMessage();
        context.Raise(new(HotlinkEventKind.Refused, Reason: HotlinkReason.ProtocolViolation, Text: text));
    }
}
