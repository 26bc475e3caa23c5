using System.Buffers;
using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Connection;

/// <summary>The head of one WebSocket frame (RFC 6455, section 5.2).</summary>
/// <param name="Opcode">What it carries.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="HeadLength">How long the head is.</param>
/// <param name="Length">How many bytes of payload follow.</param>
internal readonly record struct WebSocketHead(WebSocketOpcode Opcode, bool IsFinal, int HeadLength, long Length)
{
    /// <summary>The longest head that a client writes.</summary>
    public const int MaxClientLength = 14;

    /// <summary>The most bytes of a control frame.</summary>
    public const int MaxControlLength = 125;

    /// <summary>Whether it is a control frame, which may come between the fragments of a message.</summary>
    public bool IsControl => (byte)Opcode >= 0x8;

    /// <summary>Reads the head of a frame from a server.</summary>
    /// <returns><see cref="OperationStatus.NeedMoreData"/> where it isn't all there, <see cref="OperationStatus.InvalidData"/> where no
    /// server may send it: masked, reserved bits, unknown opcodes, a control frame that is long or in parts.</returns>
    public static OperationStatus TryRead(ReadOnlySpan<byte> bytes, out WebSocketHead head)
    {
        head = default;
        if (bytes.Length < 2)
        {
            return OperationStatus.NeedMoreData;
        }

        var (first, second) = (bytes[0], bytes[1]);
        var opcode = (WebSocketOpcode)(first & 0x0f);
        var isFinal = (first & 0x80) != 0;
        if ((first & 0x70) != 0 || (second & 0x80) != 0 || opcode is not (<= WebSocketOpcode.Binary or >= WebSocketOpcode.Close and <= WebSocketOpcode.Pong)
            || (opcode >= WebSocketOpcode.Close && (!isFinal || second > MaxControlLength)))
        {
            return OperationStatus.InvalidData;
        }

        var size = second switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < size)
        {
            return OperationStatus.NeedMoreData;
        }

        var length = second switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => second,
        };
        head = new(opcode, isFinal, size, length);
        return length < 0 ? OperationStatus.InvalidData : OperationStatus.Done;
    }

    /// <summary>Writes the head of a whole message from a client.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int WriteClient(Span<byte> output, WebSocketOpcode opcode, int length, uint mask)
    {
        output[0] = (byte)(0x80 | (byte)opcode);
        int size;
        switch (length)
        {
            case <= MaxControlLength:
                output[1] = (byte)(0x80 | length);
                size = 2;
                break;
            case <= ushort.MaxValue:
                output[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)length);
                size = 4;
                break;
            default:
                output[1] = 0x80 | 127;
                BinaryPrimitives.WriteInt64BigEndian(output[2..], length);
                size = 10;
                break;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(output[size..], mask);
        return size + sizeof(uint);
    }
}
