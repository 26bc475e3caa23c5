using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>Frames as a client sends them, written the slow way.</summary>
internal static class ClientFrame
{
    public const uint Key = 0xa1b2c3d4;

    /// <summary>A header with any length that the wire has room for, in its shortest form.</summary>
    public static byte[] Header(WebSocketOpcode opcode, ulong length, bool final = true, uint key = Key)
    {
        var bytes = new List<byte> { (byte)((final ? 0x80 : 0) | (byte)opcode) };
        var extended = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(extended, length);
        switch (length)
        {
            case <= 125:
                bytes.Add((byte)(0x80 | length));
                break;
            case <= ushort.MaxValue:
                bytes.Add(0x80 | 126);
                bytes.AddRange(extended[6..]);
                break;
            default:
                bytes.Add(0x80 | 127);
                bytes.AddRange(extended);
                break;
        }

        var mask = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(mask, key);
        bytes.AddRange(mask);
        return [.. bytes];
    }

    /// <summary>A whole frame.</summary>
    public static byte[] Of(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool final = true, uint key = Key) =>
        [.. Header(opcode, (ulong)payload.Length, final, key), .. Masked(payload, key)];

    /// <summary>A whole text message.</summary>
    public static byte[] Text(string text) => Of(WebSocketOpcode.Text, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The payload, byte by byte as RFC 6455, section 5.3 puts it.</summary>
    public static byte[] Masked(ReadOnlySpan<byte> payload, uint key, int offset = 0)
    {
        var masked = new byte[payload.Length];
        for (var i = 0; i < payload.Length; i++)
        {
            masked[i] = (byte)(payload[i] ^ (byte)(key >> (24 - ((i + offset) % 4 * 8))));
        }

        return masked;
    }
}
