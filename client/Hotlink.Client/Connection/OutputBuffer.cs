using System.Buffers;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Connection;

/// <summary>
/// What the next write to the socket carries: whole frames, masked. The bytes are copied once, with the mask put on. Not thread-safe.
/// </summary>
internal sealed class OutputBuffer : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int KeptBytes = 512 * 1024;
    private readonly MaskKeys _masks = new();
    private byte[] _bytes = [];
    private int _length;
    private uint _mask;
    private int _offset;

    /// <summary>The frames so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>How many bytes there are.</summary>
    public int Length => _length;

    /// <summary>Begins a frame; exactly <paramref name="length"/> bytes are appended next.</summary>
    public void Begin(WebSocketOpcode opcode, int length)
    {
        Reserve(WebSocketHead.MaxClientLength + length);
        _mask = _masks.Next();
        _length += WebSocketHead.WriteClient(_bytes.AsSpan(_length), opcode, length, _mask);
        _offset = 0;
    }

    /// <summary>Appends to the frame that was begun.</summary>
    public void Append(ReadOnlySpan<byte> payload)
    {
        PayloadMask.Copy(payload, _bytes.AsSpan(_length), _mask, _offset);
        _length += payload.Length;
        _offset += payload.Length;
    }

    /// <summary>Adds a whole frame.</summary>
    public void Add(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Begin(opcode, payload.Length);
        Append(payload);
    }

    /// <summary>Begins anew. Memory for an unusually long message is let go.</summary>
    public void Reset()
    {
        _length = 0;
        if (_bytes.Length > KeptBytes)
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _length) = ([], 0);
    }

    private void Reserve(int more)
    {
        var needed = _length + more;
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, FirstBytes), Math.Min(_bytes.Length * 2, KeptBytes)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
