namespace Hotlink.Client.Connection;

/// <summary>Why a connection to the relay ended.</summary>
/// <param name="Text">For people; nothing secret.</param>
/// <param name="IsTokenRefused">Whether the token is to be renewed.</param>
internal sealed record LinkEnd(string Text, bool IsTokenRefused = false)
{
    private const ushort TokenExpired = 4401;
    private const ushort PolicyViolation = 1008;

    /// <summary>What a close frame says (RFC 6455, section 5.5.1).</summary>
    public static LinkEnd OfClose(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < sizeof(ushort))
        {
            return new("the relay closed the connection");
        }

        var code = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(payload);
        var reason = System.Text.Encoding.UTF8.GetString(payload[sizeof(ushort)..]);
        return new($"the relay closed the connection: {$"{code} {Streams.StreamSignalText.Shorten(reason)}".TrimEnd()}", code is TokenExpired or PolicyViolation);
    }
}
