using System.Buffers.Binary;
using System.Text.Unicode;

namespace Hotlink.Gateway.WebSockets;

/// <summary>The content of a close frame (RFC 6455, section 5.5.1).</summary>
/// <param name="Code">Why, as a number.</param>
/// <param name="Reason">Why, in words; at most 123 bytes of UTF-8.</param>
internal readonly record struct CloseFrame(CloseCode Code, string Reason)
{
    private const int MaxReasonBytes = 123;

    /// <summary>The frame's payload.</summary>
    public byte[] ToPayload()
    {
        // Cut between characters: the whole of it must be UTF-8.
        Span<byte> reason = stackalloc byte[MaxReasonBytes];
        Utf8.FromUtf16(Reason, reason, out _, out var length);
        var payload = new byte[2 + length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)Code);
        reason[..length].CopyTo(payload.AsSpan(2));
        return payload;
    }

    /// <summary>Reads the code that a peer closes with; <see langword="null"/> where the payload is not a valid one.</summary>
    public static CloseCode? ReadCode(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return CloseCode.NoStatus;
        }

        if (payload.Length == 1 || !Utf8.IsValid(payload[2..]))
        {
            return null;
        }

        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        return code is >= 1000 and <= 1014 and not (1004 or 1005 or 1006) or >= 3000 and <= 4999 ? (CloseCode)code : null;
    }
}
