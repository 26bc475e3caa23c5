using System.Buffers;
using System.Buffers.Text;

namespace Hotlink.Protocol.Json;

/// <summary>Padded standard base64 (RFC 4648, section 4) with Go's tolerance: CR and LF may stand anywhere, nothing else may.</summary>
internal static class JsonBase64
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(Letters);

    private static ReadOnlySpan<byte> Letters => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    public static bool TryDecode(ReadOnlySpan<byte> raw, bool escaped, out ReadOnlyMemory<byte> bytes)
    {
        if (!escaped)
        {
            return TryDecode(raw, out bytes);
        }

        var text = JsonText.Decode(raw, escaped);
        var plain = new byte[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter is not ('\r' or '\n'))
            {
                plain[length++] = letter < 0x80 ? (byte)letter : (byte)0;
            }
        }

        return TryDecode(plain.AsSpan(0, length), out bytes);
    }

    /// <summary>True where the text is whole quads of the alphabet, with padding only at the end.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text, out int padding)
    {
        padding = 0;
        if (text.Length % 4 != 0)
        {
            return false;
        }

        while (padding < 2 && padding < text.Length && text[^(padding + 1)] == '=')
        {
            padding++;
        }

        return !text[..^padding].ContainsAnyExcept(Alphabet);
    }

    /// <summary>True where well-formed text sets bits before its padding that belong to no byte: Go ignores them, Rust refuses.</summary>
    public static bool HasStrayBits(ReadOnlySpan<byte> text, int padding) => padding switch
    {
        1 => (Letters.IndexOf(text[^2]) & 0b11) != 0,
        2 => (Letters.IndexOf(text[^3]) & 0b1111) != 0,
        _ => false,
    };

    private static bool TryDecode(ReadOnlySpan<byte> text, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (!IsWellFormed(text, out var padding))
        {
            return false;
        }

        var output = new byte[(text.Length / 4 * 3) - padding];
        var whole = padding == 0 ? text : text[..^4];
        Base64.DecodeFromUtf8(whole, output, out _, out var written);
        if (padding > 0)
        {
            DecodePadded(text[^4..], output.AsSpan(written));
        }

        bytes = output;
        return true;
    }

    // The framework refuses stray bits, so the last quad is put together here.
    private static void DecodePadded(ReadOnlySpan<byte> quad, Span<byte> output)
    {
        var second = Letters.IndexOf(quad[1]);
        output[0] = (byte)((Letters.IndexOf(quad[0]) << 2) | (second >> 4));
        if (output.Length > 1)
        {
            output[1] = (byte)((second << 4) | (Letters.IndexOf(quad[2]) >> 2));
        }
    }
}
