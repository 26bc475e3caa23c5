using System.Buffers;
using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.WebSockets;

/// <summary>The header of one WebSocket frame (RFC 6455, section 5.2).</summary>
/// <param name="Opcode">What it carries.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="Length">How many bytes of payload follow.</param>
/// <param name="Mask">The masking key, in the byte order of the wire.</param>
internal readonly record struct WebSocketHeader(WebSocketOpcode Opcode, bool IsFinal, long Length, uint Mask)
{
    /// <summary>The longest header of a frame from a client.</summary>
    public const int MaxLength = 14;

    private const int MaxControlLength = 125;

    /// <summary>Whether it is a control frame, which may come between the fragments of a message.</summary>
    public bool IsControl => (byte)Opcode >= 0x8;

    /// <summary>Reads the header of a frame from a client.</summary>
    /// <param name="buffer">What has arrived; moved behind the header where there is a whole one.</param>
    /// <param name="header">The header.</param>
    /// <returns><see cref="OperationStatus.NeedMoreData"/> where it isn't all there, <see cref="OperationStatus.InvalidData"/> where no
    /// client may send it: unmasked, reserved bits, unknown opcodes, a control frame that is long or in parts, a length not in its
    /// shortest form.</returns>
    public static OperationStatus TryRead(ref ReadOnlySequence<byte> buffer, out WebSocketHeader header)
    {
        header = default;
        Span<byte> copy = stackalloc byte[MaxLength];
        var available = (int)Math.Min(buffer.Length, MaxLength);
        scoped var bytes = buffer.FirstSpan;
        if (bytes.Length < available)
        {
            buffer.Slice(0, available).CopyTo(copy);
            bytes = copy[..available];
        }

        if (bytes.Length < 2)
        {
            return OperationStatus.NeedMoreData;
        }

        var (first, second) = (bytes[0], bytes[1]);
        var lengthBytes = (second & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 };
        var opcode = (WebSocketOpcode)(first & 0x0f);
        var isFinal = (first & 0x80) != 0;
        if ((first & 0x70) != 0 || (second & 0x80) == 0 || !Enum.IsDefined(opcode)
            || ((byte)opcode >= 0x8 && (!isFinal || (second & 0x7f) > MaxControlLength)))
        {
            return OperationStatus.InvalidData;
        }

        var size = 2 + lengthBytes + 4;
        if (bytes.Length < size)
        {
            return OperationStatus.NeedMoreData;
        }

        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => second & 0x7f,
        };
        if (length < 0 || (lengthBytes == 2 && length < 126) || (lengthBytes == 8 && length <= ushort.MaxValue))
        {
            return OperationStatus.InvalidData;
        }

        header = new(opcode, isFinal, length, BinaryPrimitives.ReadUInt32LittleEndian(bytes[(2 + lengthBytes)..]));
        buffer = buffer.Slice(size);
        return OperationStatus.Done;
    }

    /// <summary>Writes the header of a whole message from a server: final and unmasked.</summary>
    /// <returns>How many bytes it took: 2, 4 or 10.</returns>
    public static int WriteServer(Span<byte> output, WebSocketOpcode opcode, int length)
    {
        output[0] = (byte)(0x80 | (byte)opcode);
        switch (length)
        {
            case <= MaxControlLength:
                output[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                output[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)length);
                return 4;
            default:
                output[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(output[2..], length);
                return 10;
        }
    }
}
