using System.Buffers;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Connection;

/// <summary>A message in the relay's encoding, in a pooled buffer. Whoever holds it releases it once.</summary>
internal readonly struct EncodedMessage
{
    private readonly byte[] _buffer;

    private EncodedMessage(WebSocketOpcode opcode, byte[] buffer, int length) => (Opcode, _buffer, Length) = (opcode, buffer, length);

    /// <summary>The opcode that it goes with.</summary>
    public WebSocketOpcode Opcode { get; }

    /// <summary>How many bytes.</summary>
    public int Length { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>Encodes a message.</summary>
    public static EncodedMessage Of(in WireMessage message, WireEncoding encoding)
    {
        var output = new PooledWriter();
        MessageWriter.Write(output, encoding, message);
        return new(encoding == WireEncoding.MsgPack ? WebSocketOpcode.Binary : WebSocketOpcode.Text, output.Buffer, output.Length);
    }

    /// <summary>Copies the payload of a control frame.</summary>
    public static EncodedMessage Control(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, payload.Length));
        payload.CopyTo(buffer);
        return new(opcode, buffer, payload.Length);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(_buffer);

    private sealed class PooledWriter : IBufferWriter<byte>
    {
        public byte[] Buffer { get; private set; } = ArrayPool<byte>.Shared.Rent(512);

        public int Length { get; private set; }

        public void Advance(int count) => Length += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Reserve(Math.Max(sizeHint, 1));
            return Buffer.AsMemory(Length);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        private void Reserve(int bytes)
        {
            if (Length + bytes > Buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + bytes, Buffer.Length * 2));
                Buffer.AsSpan(0, Length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(Buffer);
                Buffer = larger;
            }
        }
    }
}
