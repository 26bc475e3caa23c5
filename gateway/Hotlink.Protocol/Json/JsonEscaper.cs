using System.Buffers;
using System.Text;

namespace Hotlink.Protocol.Json;

/// <summary>
/// Writes JSON strings with Go's escapes: the short ones, lower-case <c>\u00xx</c> for other controls, and <c>&lt; &gt; &amp;</c>
/// U+2028 U+2029 escaped so that the text is safe in HTML and JavaScript. A lone surrogate becomes U+FFFD.
/// </summary>
internal static class JsonEscaper
{
    private const int MaxBytesPerChar = 3;
    private const int Chunk = 4096;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. "\"\\<>&\u2028\u2029", .. Enumerable.Range(0, 0x20).Select(control => (char)control)]);

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            plain = plain < 0 ? text.Length : plain;
            Plain(output, text[..plain]);
            if (plain < text.Length)
            {
                Escape(output, text[plain++]);
            }

            text = text[plain..];
        }

        output.Write("\""u8);
    }

    private static void Plain(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var chunk = text[..Math.Min(text.Length, Chunk)];
            if (chunk.Length < text.Length && char.IsHighSurrogate(chunk[^1]))
            {
                chunk = chunk[..^1];
            }

            var space = output.GetSpan(chunk.Length * MaxBytesPerChar);
            output.Advance(Encoding.UTF8.GetBytes(chunk, space));
            text = text[chunk.Length..];
        }
    }

    private static void Escape(IBufferWriter<byte> output, char letter)
    {
        switch (letter)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\r': output.Write("\\r"u8); break;
            case '\t': output.Write("\\t"u8); break;
            default: Unicode(output, letter); break;
        }
    }

    private static void Unicode(IBufferWriter<byte> output, char letter)
    {
        Span<byte> escape = stackalloc byte[6];
        "\\u"u8.CopyTo(escape);
        for (var digit = 0; digit < 4; digit++)
        {
            escape[2 + digit] = "0123456789abcdef"u8[(letter >> (12 - (4 * digit))) & 0x0f];
        }

        output.Write(escape);
    }
}
