using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Relay;

/// <summary>
/// Looks at each message of one connection and puts it into the inbox of its session. Data and signals are not decoded; their bytes go
/// on as they came. Used by the connection's reader alone.
/// </summary>
internal sealed class MessageDispatcher(
    ConnectionIdentity identity, RouteTable routes, OpenDesk opens, SessionCalls calls, Outbound outbound, GatewayServices services)
{
    private readonly List<Route> _touched = [];
    private readonly Route _general = calls.General;
    private Route? _full;
    private int _undecodableInARow;

    /// <summary>Whether nothing more may be dispatched for now.</summary>
    public bool IsFull => _full is not null;

    /// <summary>Takes a message over.</summary>
    /// <returns>The close frame to end with, where the peer has gone too far.</returns>
    public CloseFrame? Dispatch(Frame frame, WebSocketOpcode opcode)
    {
        var kind = opcode == WebSocketOpcode.Text ? FrameKind.Text : FrameKind.Binary;
        frame.Format = kind == FrameKind.Text ? FrameFormat.JsonText : FrameFormat.MsgPackBinary;
        if (FrameHeader.TryPeek(frame.Span, kind, out var header) == PeekResult.Ok
            && header.Type is MessageType.HotlinkData or MessageType.HotlinkSignal)
        {
            _undecodableInARow = 0;
            DispatchFrame(frame, header);
            return null;
        }

        if (!MessageReader.TryRead(frame.Memory, kind, FrameLimits.Default, out var message, out var violation))
        {
            frame.Release();
            return RefuseUndecodable(violation);
        }

        _undecodableInARow = 0;
        DispatchDecoded(frame, message);
        return null;
    }

    /// <summary>Sees to everything that was dispatched since the last time.</summary>
    public void Flush()
    {
        OutboundCork.Begin();
        try
        {
            foreach (var route in _touched)
            {
                route.IsTouched = false;
                calls.Start(route);
            }
        }
        finally
        {
            _touched.Clear();
            OutboundCork.End();
        }

        if (_full is not null && calls.HasRoom(_full))
        {
            _full = null;
        }
    }

    /// <summary>Completes when there is room again for what filled up.</summary>
    public async ValueTask WaitForRoomAsync()
    {
        await calls.WaitForRoomAsync(_full!);
        _full = null;
    }

    private void DispatchFrame(Frame frame, in FrameHeader header)
    {
        var isData = header.Type == MessageType.HotlinkData;
        var sessionId = frame.Span[header.SessionId];
        if (routes.Find(sessionId) is not { } route)
        {
            DispatchStray(frame);
        }
        else if (isData && !route.IsSender)
        {
            Refuse(frame, route.SessionId, ReasonCode.NotSender);
        }
        else if (isData && !SessionPaths.IsInDirectory(frame.Span[header.Path], route.Path))
        {
            Refuse(frame, route.SessionId, ReasonCode.PathMismatch);
        }
        else if (!isData && frame.Length > services.Options.MaxSignalBytes)
        {
            Refuse(frame, route.SessionId, ReasonCode.MessageTooLarge);
        }
        else
        {
            // The frame may be through, and somebody else's, before Add returns.
            var bytes = frame.Capacity;
            route.Add(isData ? InboxItemKind.Data : InboxItemKind.Signals, frame);
            Touch(route, bytes);
        }
    }

    private void DispatchDecoded(Frame frame, in WireMessage message)
    {
        var bytes = frame.Capacity;
        switch (message.Body)
        {
            case Protocol.Messages.HotlinkData or Protocol.Messages.HotlinkSignal:
                DispatchNormalized(frame, message);
                return;
            case Protocol.Messages.HotlinkOpen open:
                if (opens.Admit(open) is { } route)
                {
                    Add(route, InboxItemKind.Open, message, bytes);
                }

                break;
            case Protocol.Messages.HotlinkAccept accept:
                AddWord(accept.SessionId, InboxItemKind.Accept, message, bytes);
                break;
            case Protocol.Messages.HotlinkReject reject:
                AddWord(reject.SessionId, InboxItemKind.Reject, message, bytes);
                break;
            case Protocol.Messages.HotlinkClose close:
                AddWord(close.SessionId, InboxItemKind.Close, message, bytes);
                break;
            default:
                // The decoded content of a file points into the frame: it must not go back to the pool before the message is through.
                Add(_general, InboxItemKind.Message, message with { Body = MessageCopy.Of(message.Body) }, bytes);
                break;
        }

        frame.Release();
    }

    // What came in an unusual form goes on in the usual one.
    private void DispatchNormalized(Frame frame, in WireMessage message)
    {
        var encoding = frame.Format == FrameFormat.JsonText ? WireEncoding.Json : WireEncoding.MsgPack;
        var normalized = FrameBuilder.TryEncode(services.Pool, encoding, message, services.Options.MaxMessageBytes, frame.Length);
        frame.Release();
        var kind = encoding == WireEncoding.Json ? FrameKind.Text : FrameKind.Binary;
        if (normalized is null || FrameHeader.TryPeek(normalized.Span, kind, out var header) != PeekResult.Ok)
        {
            normalized?.Release();
            outbound.Send(Refusals.Error(400, "", "message has no usual form"));
            return;
        }

        DispatchFrame(normalized, header);
    }

    private void DispatchStray(Frame frame)
    {
        var kind = frame.Format == FrameFormat.JsonText ? FrameKind.Text : FrameKind.Binary;
        if (MessageReader.TryRead(frame.Memory, kind, FrameLimits.Default, out var message, out _))
        {
            Add(_general, InboxItemKind.Message, message with { Body = MessageCopy.Of(message.Body) }, frame.Capacity);
        }

        frame.Release();
    }

    private Route RouteOf(string sessionId) =>
        SessionId.IsValid(sessionId) && routes.Find(System.Text.Encoding.ASCII.GetBytes(sessionId)) is { } route ? route : _general;

    private void Refuse(Frame frame, string sessionId, ReasonCode reason)
    {
        frame.Release();
        services.Instruments.Refused(ReasonText.Of(reason));
        outbound.Refuse(sessionId, Refusals.Reject(sessionId, reason));
    }

    private CloseFrame? RefuseUndecodable(ProtocolViolation violation)
    {
        services.Instruments.Undecodable(violation.Kind.ToString());
        services.Log.Undecodable(identity.Peer.Connection, violation.Text);
        if (++_undecodableInARow >= services.Options.UndecodableCount)
        {
            return new(CloseCode.InvalidPayload, "too many undecodable frames");
        }

        outbound.Send(Refusals.Error(400, "", violation.Text));
        return null;
    }

    private void AddWord(string sessionId, InboxItemKind kind, in WireMessage message, long bytes)
    {
        var route = RouteOf(sessionId);
        Add(route, route == _general ? InboxItemKind.Message : kind, message, bytes);
    }

    private void Add(Route route, InboxItemKind kind, in WireMessage message, long bytes)
    {
        route.Add(kind, message, bytes);
        Touch(route, bytes);
    }

    private void Touch(Route route, long bytes)
    {
        if (!route.IsTouched)
        {
            route.IsTouched = true;
            _touched.Add(route);
        }

        calls.Count(bytes);
        if (!calls.HasRoom(route))
        {
            _full = route;
        }
    }
}
