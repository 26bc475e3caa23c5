using System.Buffers;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Client;

/// <summary>
/// Cuts what arrives into messages, hands them on, and sees to control frames: pings are answered, a close too. Used by one reader.
/// </summary>
internal sealed class MessageLoop(ReceiveBuffer buffer, IMessageSink sink, Action<byte[]> reply)
{
    private readonly ArrayBufferWriter<byte> _parts = new(1);
    private WebSocketOpcode _partsOpcode = WebSocketOpcode.Continuation;

    /// <summary>Why there will be no further messages.</summary>
    public string End { get; private set; } = "";

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => buffer.Free;

    /// <summary>Notes how many bytes were put into <see cref="Free"/>.</summary>
    public void Arrive(int count) => buffer.Arrive(count);

    /// <summary>Takes bytes that were read by somebody else.</summary>
    public void Preload(ReadOnlySpan<byte> early)
    {
        buffer.MakeRoom(early.Length);
        early.CopyTo(buffer.Free.Span);
        buffer.Arrive(early.Length);
    }

    /// <summary>Hands on every message that is there, and makes room for more.</summary>
    /// <returns>Whether more may come.</returns>
    public bool TakeAll()
    {
        WakeBatch.Begin();
        try
        {
            while (true)
            {
                var status = ServerFrame.TryRead(buffer.Arrived, out var frame);
                if (status == OperationStatus.InvalidData)
                {
                    End = "the server sent what is no WebSocket frame, or one over 8 MiB";
                    return false;
                }

                if (status == OperationStatus.NeedMoreData || buffer.Arrived.Length < frame.Length)
                {
                    buffer.MakeRoom(frame.Length);
                    return true;
                }

                if (!Take(frame, buffer.Arrived.Slice(frame.HeaderLength, frame.PayloadLength)))
                {
                    return false;
                }

                buffer.Take(frame.Length);
            }
        }
        finally
        {
            WakeBatch.End();
        }
    }

    private bool Take(ServerFrame frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Opcode)
        {
            case WebSocketOpcode.Text or WebSocketOpcode.Binary when frame.IsFinal:
                sink.Receive(payload, frame.Opcode == WebSocketOpcode.Text ? FrameKind.Text : FrameKind.Binary);
                return true;
            case WebSocketOpcode.Ping:
                reply(ClientFrame.ToArray(WebSocketOpcode.Pong, payload, maskKey: 0));
                return true;
            case WebSocketOpcode.Pong:
                return true;
            case WebSocketOpcode.Close:
                End = CloseMessage.Describe(payload);
                reply(CloseMessage.Frame(CloseMessage.NormalClosure));
                return false;
            default:
                return TakePart(frame, payload);
        }
    }

    private bool TakePart(ServerFrame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Opcode != WebSocketOpcode.Continuation)
        {
            _partsOpcode = frame.Opcode;
            _parts.ResetWrittenCount();
        }

        if (_parts.WrittenCount + payload.Length > ServerFrame.MaxPayloadLength)
        {
            End = "the server sent a message over 8 MiB";
            return false;
        }

        _parts.Write(payload);
        if (frame.IsFinal)
        {
            sink.Receive(_parts.WrittenSpan, _partsOpcode == WebSocketOpcode.Text ? FrameKind.Text : FrameKind.Binary);
        }

        return true;
    }
}
