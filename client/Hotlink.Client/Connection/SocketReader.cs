using System.Buffers;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Connection;

/// <summary>
/// Reads a server's WebSocket frames: as many as a read brings, each handed on where it lies. Memory grows with the bytes that are there,
/// never with a length that was only announced.
/// </summary>
internal sealed class SocketReader(Stream stream, IMessageSink sink, int maxMessageBytes) : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int UsualBytes = 256 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private byte[] _fragments = [];
    private int _start;
    private int _end;
    private int _fragmentsLength;
    private WebSocketOpcode? _fragmentsOpcode;
    private Task? _pause;

    /// <summary>Called when anything has come.</summary>
    public Action Heard { get; init; } = static () => { };

    /// <summary>Called with the payload of a ping.</summary>
    public Action<ReadOnlyMemory<byte>> Pinged { get; init; } = static _ => { };

    /// <summary>Whether reading waits for the application.</summary>
    public bool IsPaused => _pause is { IsCompleted: false };

    /// <summary>Reads until the connection ends.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<LinkEnd> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Parse(out var end))
            {
                return end!;
            }

            if (_pause is { } pause)
            {
                await pause.WaitAsync(cancellationToken).ConfigureAwait(false);
                _pause = null;
                continue;
            }

            MakeRoom();
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return new("the connection to the relay ended");
            }

            Heard();
            _end += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        DropFragments();
        _buffer = [];
    }

    // Handles every whole frame that is there. True at the end of the connection.
    private bool Parse(out LinkEnd? end)
    {
        end = null;
        while (_pause is null)
        {
            switch (WebSocketHead.TryRead(_buffer.AsSpan(_start, _end - _start), out var head))
            {
                case OperationStatus.NeedMoreData:
                    return false;
                case OperationStatus.InvalidData:
                    end = new("the relay sent what is not a WebSocket frame");
                    return true;
            }

            if (!head.IsControl && head.Length > maxMessageBytes - _fragmentsLength)
            {
                end = new("the relay sent a message that is too large");
                return true;
            }

            if (_end - _start < head.HeadLength + head.Length)
            {
                return false;
            }

            var payload = _buffer.AsMemory(_start + head.HeadLength, (int)head.Length);
            _start += head.HeadLength + payload.Length;
            if (!Take(head, payload, out end))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(in WebSocketHead head, ReadOnlyMemory<byte> payload, out LinkEnd? end)
    {
        end = null;
        switch (head.Opcode)
        {
            case WebSocketOpcode.Ping:
                Pinged(payload);
                return true;
            case WebSocketOpcode.Pong:
                return true;
            case WebSocketOpcode.Close:
                end = LinkEnd.OfClose(payload.Span);
                return false;
            case WebSocketOpcode.Continuation when _fragmentsOpcode is null:
            case WebSocketOpcode.Text or WebSocketOpcode.Binary when _fragmentsOpcode is not null:
                end = new("the relay sent fragments in disorder");
                return false;
            case WebSocketOpcode.Text or WebSocketOpcode.Binary when head.IsFinal:
                Deliver(head.Opcode, payload);
                return true;
        }

        var opcode = _fragmentsOpcode ??= head.Opcode;
        AddFragment(payload.Span);
        if (head.IsFinal)
        {
            Deliver(opcode, _fragments.AsMemory(0, _fragmentsLength));
            DropFragments();
        }

        return true;
    }

    private void Deliver(WebSocketOpcode opcode, ReadOnlyMemory<byte> message) =>
        sink.OnMessage(message, opcode == WebSocketOpcode.Text ? FrameKind.Text : FrameKind.Binary, out _pause);

    private void AddFragment(ReadOnlySpan<byte> payload)
    {
        if (_fragmentsLength + payload.Length > _fragments.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_fragmentsLength + payload.Length, _fragments.Length * 2));
            _fragments.AsSpan(0, _fragmentsLength).CopyTo(larger);
            Return(_fragments);
            _fragments = larger;
        }

        payload.CopyTo(_fragments.AsSpan(_fragmentsLength));
        _fragmentsLength += payload.Length;
    }

    private void DropFragments()
    {
        Return(_fragments);
        (_fragments, _fragmentsLength, _fragmentsOpcode) = ([], 0, null);
    }

    // A full buffer is doubled; a large one is given back when its message is through.
    private void MakeRoom()
    {
        var kept = _end - _start;
        if (kept == 0 && _buffer.Length > UsualBytes)
        {
            Move(FirstBytes, kept);
        }
        else if (_end == _buffer.Length && kept > _buffer.Length / 2)
        {
            Move(_buffer.Length * 2, kept);
        }
        else if (_end == _buffer.Length && _buffer.Length < UsualBytes)
        {
            Move(_buffer.Length * 2, kept); // The link brings more than the buffer holds.
        }
        else if (kept == 0 || _end == _buffer.Length)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            (_start, _end) = (0, kept);
        }
    }

    private void Move(int size, int kept)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(_start, kept).CopyTo(other);
        Return(_buffer);
        (_buffer, _start, _end) = (other, 0, kept);
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
