using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hotlink.Testing.Peers;

/// <summary>A WebSocket frame as a client sends it, or as no client should.</summary>
/// <param name="Opcode">The opcode: 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong.</param>
/// <param name="Payload">The content, before masking.</param>
public sealed record ClientFrame(byte Opcode, ReadOnlyMemory<byte> Payload)
{
    public const byte Continuation = 0x0;
    public const byte Text = 0x1;
    public const byte Binary = 0x2;
    public const byte Close = 0x8;
    public const byte Ping = 0x9;
    public const byte Pong = 0xa;

    /// <summary>Whether the message ends here.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>Whether the payload is masked, as RFC 6455 asks of clients.</summary>
    public bool IsMasked { get; init; } = true;

    /// <summary>The three reserved bits; 0 in everything that is legal here.</summary>
    public byte ReservedBits { get; init; }

    /// <summary>The length in the header, where it isn't the payload's.</summary>
    public long? ClaimedLength { get; init; }

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        var length = ClaimedLength ?? Payload.Length;
        var lengthBytes = length switch { < 0 or > ushort.MaxValue => 8, > 125 => 2, _ => 0 };
        var head = 2 + lengthBytes + (IsMasked ? 4 : 0);
        var bytes = new byte[head + Payload.Length];
        bytes[0] = (byte)((IsFinal ? 0x80 : 0) | (ReservedBits << 4) | Opcode);
        bytes[1] = (byte)((IsMasked ? 0x80 : 0) | lengthBytes switch { 0 => (int)length, 2 => 126, _ => 127 });
        if (lengthBytes == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)length);
        }
        else if (lengthBytes == 8)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), length);
        }

        Payload.Span.CopyTo(bytes.AsSpan(head));
        if (IsMasked)
        {
            RandomNumberGenerator.Fill(bytes.AsSpan(head - 4, 4));
            Mask(bytes.AsSpan(head), bytes.AsSpan(head - 4, 4));
        }

        return bytes;
    }

    private static void Mask(Span<byte> payload, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= key[i & 3];
        }
    }
}
