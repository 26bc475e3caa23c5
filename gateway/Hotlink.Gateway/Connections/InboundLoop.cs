using System.Buffers;
using System.IO.Pipelines;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>Reads one socket: one read may bring many messages; where their way is full, nothing more is read.</summary>
internal sealed class InboundLoop(PipeReader input, MessageAssembler assembler, MessageDispatcher dispatcher, Outbound outbound, Action heard)
{
    private volatile bool _isReading;

    /// <summary>Whether the loop waits for the peer, and not for room.</summary>
    public bool IsReading => _isReading;

    /// <summary>Reads until the peer ends, or has to be ended.</summary>
    /// <returns>The close frame to end with; <see langword="null"/> where the socket is gone.</returns>
    public async Task<CloseFrame?> RunAsync()
    {
        while (true)
        {
            _isReading = true;
            var read = await input.ReadAsync();
            _isReading = false;
            heard();
            var buffer = read.Buffer;
            var end = Use(ref buffer);
            var hasMore = dispatcher.IsFull;
            dispatcher.Flush();

            // What stopped because something was full has not been looked at to its end, though there may be room by now.
            input.AdvanceTo(buffer.Start, hasMore ? buffer.Start : buffer.End);
            if (end is not null || read.IsCanceled)
            {
                return end;
            }

            if (dispatcher.IsFull)
            {
                await dispatcher.WaitForRoomAsync();
            }
            else if (read.IsCompleted && !hasMore)
            {
                return null;
            }
        }
    }

    private CloseFrame? Use(ref ReadOnlySequence<byte> buffer)
    {
        while (!dispatcher.IsFull)
        {
            switch (assembler.TryRead(ref buffer, out var arrived))
            {
                case AssemblerStatus.NeedMore:
                    return null;
                case AssemblerStatus.ProtocolError:
                    return new(CloseCode.ProtocolError, "protocol error");
                case AssemblerStatus.TooBig:
                    return new(CloseCode.TooBig, "message too big");
                default:
                    if (Take(arrived) is { } end)
                    {
                        return end;
                    }

                    break;
            }
        }

        return null;
    }

    private CloseFrame? Take(in ArrivedMessage arrived)
    {
        switch (arrived.Opcode)
        {
            case WebSocketOpcode.Ping:
                outbound.SendControl(WebSocketOpcode.Pong, arrived.Control.Span);
                return null;
            case WebSocketOpcode.Pong:
                return null;
            case WebSocketOpcode.Close:
                return CloseFrame.ReadCode(arrived.Control.Span) switch
                {
                    null => new(CloseCode.ProtocolError, "invalid close frame"),
                    CloseCode.NoStatus => new(CloseCode.Normal, ""),
                    { } code => new(code, ""),
                };
            default:
                return dispatcher.Dispatch(arrived.Frame!, arrived.Opcode);
        }
    }
}
