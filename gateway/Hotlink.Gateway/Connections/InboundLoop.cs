using System.Buffers;
using System.IO.Pipelines;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>Reads one socket: one read may bring many messages; where their way is full, nothing more is read.</summary>
internal sealed class InboundLoop(
    PipeReader input, MessageAssembler assembler, MessageDispatcher dispatcher, Outbound outbound, Action heard, Action<ReadOnlyMemory<byte>> answered)
{
    private const int LongestClose = 6 + 125;
    private volatile bool _isReading;

    /// <summary>Whether the loop waits for the peer, and not for room.</summary>
    public bool IsReading => _isReading;

    /// <summary>Whether the peer has sent its close frame.</summary>
    public bool HasPeerClosed { get; private set; }

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
            var hasStopped = dispatcher.IsFull; // There may be whole messages left, even where the next line makes room.
            dispatcher.Flush();
            input.AdvanceTo(buffer.Start, hasStopped ? buffer.Start : buffer.End);
            if (end is not null || read.IsCanceled)
            {
                return end;
            }

            if (dispatcher.IsFull)
            {
                await dispatcher.WaitForRoomAsync();
            }
            else if (read.IsCompleted && !hasStopped)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Throws away what the peer still sends, up to its close frame or its end: a socket that is closed with bytes unread is reset, and
    /// the peer would not get to read why.
    /// </summary>
    public async Task DrainAsync()
    {
        while (!HasPeerClosed)
        {
            var read = await input.ReadAsync();
            HasPeerClosed = read.IsCompleted || read.IsCanceled || EndsInClose(read.Buffer);
            input.AdvanceTo(read.Buffer.End);
        }
    }

    // Where the peer broke the framing there is no other way to tell. Nothing comes behind a close frame.
    private static bool EndsInClose(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> copy = stackalloc byte[LongestClose];
        var tail = copy[..(int)Math.Min(buffer.Length, LongestClose)];
        buffer.Slice(buffer.Length - tail.Length).CopyTo(tail);
        for (var length = 6; length <= tail.Length; length++)
        {
            if (tail[^length] == (0x80 | (byte)WebSocketOpcode.Close) && tail[^(length - 1)] == (0x80 | (length - 6)))
            {
                return true;
            }
        }

        return false;
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
                answered(arrived.Control);
                return null;
            case WebSocketOpcode.Close:
                HasPeerClosed = true;
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
