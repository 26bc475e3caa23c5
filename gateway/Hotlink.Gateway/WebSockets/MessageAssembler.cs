using System.Buffers;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.WebSockets;

/// <summary>
/// Puts messages together from whatever pieces the socket brings. Memory is reserved for bytes that are there, never for a length that
/// was only announced. Holds nothing between messages. Not thread-safe.
/// </summary>
internal sealed class MessageAssembler(FramePool pool, int maxMessageBytes)
{
    private const int FirstReserve = 4096;
    private readonly byte[] _control = new byte[125];
    private WebSocketHeader _header;
    private long _remaining;
    private bool _inPayload;
    private int _controlLength;
    private Frame? _message;
    private WebSocketOpcode _messageOpcode;

    /// <summary>Reads on until one message or control frame is complete, or the bytes run out.</summary>
    /// <param name="buffer">What has arrived; what was used is cut off.</param>
    /// <param name="arrived">The message. The caller owns its frame. A control frame's payload is valid until the next call.</param>
    public AssemblerStatus TryRead(ref ReadOnlySequence<byte> buffer, out ArrivedMessage arrived)
    {
        arrived = default;
        while (true)
        {
            if (!_inPayload && BeginFrame(ref buffer) is var begun and not AssemblerStatus.Message)
            {
                return begun;
            }

            var taken = (int)Math.Min(buffer.Length, _remaining);
            Take(buffer.Slice(0, taken));
            buffer = buffer.Slice(taken);
            if (_remaining > 0)
            {
                return AssemblerStatus.NeedMore;
            }

            _inPayload = false;
            if (_header.IsControl)
            {
                arrived = new(_header.Opcode, null, _control.AsMemory(0, _controlLength));
                return AssemblerStatus.Message;
            }

            if (_header.IsFinal)
            {
                arrived = new(_messageOpcode, _message, default);
                _message = null;
                return AssemblerStatus.Message;
            }
        }
    }

    /// <summary>Lets go of a message that will never be complete.</summary>
    public void Abandon()
    {
        _message?.Release();
        _message = null;
    }

    private AssemblerStatus BeginFrame(ref ReadOnlySequence<byte> buffer)
    {
        switch (WebSocketHeader.TryRead(ref buffer, out _header))
        {
            case OperationStatus.NeedMoreData:
                return AssemblerStatus.NeedMore;
            case OperationStatus.InvalidData:
                return AssemblerStatus.ProtocolError;
        }

        if (!_header.IsControl)
        {
            if ((_header.Opcode == WebSocketOpcode.Continuation) != (_message is not null))
            {
                return AssemblerStatus.ProtocolError;
            }

            // A length may be anything up to 2^63-1: a sum with it would overflow.
            if (_header.Length > maxMessageBytes - (_message?.Length ?? 0))
            {
                return AssemblerStatus.TooBig;
            }

            if (_message is null)
            {
                _message = pool.Rent((int)Math.Min(_header.Length, Math.Max(FirstReserve, buffer.Length)));
                _messageOpcode = _header.Opcode;
            }
        }

        (_remaining, _inPayload, _controlLength) = (_header.Length, true, 0);
        return AssemblerStatus.Message;
    }

    private void Take(ReadOnlySequence<byte> part)
    {
        var offset = (int)(_header.Length - _remaining);
        var target = _header.IsControl ? _control.AsSpan(_controlLength) : Reserve((int)part.Length);
        foreach (var segment in part)
        {
            PayloadMask.Copy(segment.Span, target, _header.Mask, offset);
            target = target[segment.Length..];
            offset += segment.Length;
        }

        _remaining -= part.Length;
        _ = _header.IsControl ? _controlLength += (int)part.Length : _message!.Length += (int)part.Length;
    }

    private Span<byte> Reserve(int bytes)
    {
        var message = _message!;
        var needed = message.Length + bytes;
        if (needed > message.Capacity)
        {
            // Twice what has come, but no more than the frame says will come.
            var wanted = Math.Min(Math.Max(needed, message.Capacity * 2L), message.Length + _remaining);
            var larger = pool.Rent((int)Math.Max(wanted, needed));
            message.Span.CopyTo(larger.Buffer.Span);
            larger.Length = message.Length;
            message.Release();
            _message = message = larger;
        }

        return message.Buffer.Span[message.Length..];
    }
}
