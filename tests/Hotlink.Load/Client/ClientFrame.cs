using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Client;

/// <summary>Writes frames as a client sends them: whole messages, masked (RFC 6455, section 5.2).</summary>
internal static class ClientFrame
{
    private const int MaxShortLength = 125;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    /// <summary>How long the header is in front of a payload: 6, 8 or 14 bytes.</summary>
    public static int HeaderLength(int payloadLength) => payloadLength switch
    {
        <= MaxShortLength => 6,
        <= ushort.MaxValue => 8,
        _ => 14,
    };

    /// <summary>Writes the header.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int WriteHeader(Span<byte> output, WebSocketOpcode opcode, int payloadLength, uint maskKey)
    {
        var length = HeaderLength(payloadLength);
        output[0] = (byte)(Final | (byte)opcode);
        switch (length)
        {
            case 6:
                output[1] = (byte)(Masked | payloadLength);
                break;
            case 8:
                output[1] = Masked | 126;
                BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)payloadLength);
                break;
            default:
                output[1] = Masked | 127;
                BinaryPrimitives.WriteInt64BigEndian(output[2..], payloadLength);
                break;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(output[(length - sizeof(uint))..], maskKey);
        return length;
    }

    /// <summary>A whole frame in an array of its own.</summary>
    public static byte[] ToArray(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, uint maskKey)
    {
        var frame = new byte[HeaderLength(payload.Length) + payload.Length];
        var at = WriteHeader(frame, opcode, payload.Length, maskKey);
        payload.CopyTo(frame.AsSpan(at));
        Masking.Apply(frame.AsSpan(at), maskKey);
        return frame;
    }
}
