using System.Buffers;
using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Client;

/// <summary>The header of a frame as a server sends it: not masked.</summary>
/// <param name="Opcode">What it carries.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="HeaderLength">How many bytes the header takes.</param>
/// <param name="PayloadLength">How many bytes follow it.</param>
internal readonly record struct ServerFrame(WebSocketOpcode Opcode, bool IsFinal, int HeaderLength, int PayloadLength)
{
    /// <summary>The longest payload that is taken: the protocol's 8 MiB.</summary>
    public const int MaxPayloadLength = 8 * 1024 * 1024;

    /// <summary>Header and payload.</summary>
    public int Length => HeaderLength + PayloadLength;

    /// <summary>Reads the header at the start of what has arrived.</summary>
    /// <returns><see cref="OperationStatus.InvalidData"/> for what no server may send, and for what is too long.</returns>
    public static OperationStatus TryRead(ReadOnlySpan<byte> arrived, out ServerFrame frame)
    {
        frame = default;
        if (arrived.Length < 2)
        {
            return OperationStatus.NeedMoreData;
        }

        var opcode = (WebSocketOpcode)(arrived[0] & 0x0f);
        if ((arrived[0] & 0x70) != 0 || (arrived[1] & 0x80) != 0 || !Enum.IsDefined(opcode))
        {
            return OperationStatus.InvalidData;
        }

        var headerLength = (arrived[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        if (arrived.Length < headerLength)
        {
            return OperationStatus.NeedMoreData;
        }

        var length = headerLength switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(arrived[2..]),
            10 => BinaryPrimitives.ReadUInt64BigEndian(arrived[2..]),
            _ => arrived[1],
        };
        if (length > MaxPayloadLength)
        {
            return OperationStatus.InvalidData;
        }

        frame = new(opcode, (arrived[0] & 0x80) != 0, headerLength, (int)length);
        return OperationStatus.Done;
    }
}
