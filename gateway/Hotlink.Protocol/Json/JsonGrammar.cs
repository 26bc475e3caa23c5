namespace Hotlink.Protocol.Json;

/// <summary>The two productions of RFC 8259 that take more than one look: numbers (section 6) and escapes (section 7).</summary>
internal static class JsonGrammar
{
    private const int HexDigits = 4;

    /// <summary>Measures the number in front of a text; where it is none, how far it looked like one.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out int length)
    {
        length = Is(text, 0, "-"u8) ? 1 : 0;
        if (Is(text, length, "0"u8))
        {
            length++;
        }
        else if (!TryDigits(text, ref length))
        {
            return false;
        }

        if (Is(text, length, "."u8))
        {
            length++;
            if (!TryDigits(text, ref length))
            {
                return false;
            }
        }

        if (!Is(text, length, "eE"u8))
        {
            return true;
        }

        length++;
        length += Is(text, length, "+-"u8) ? 1 : 0;
        return TryDigits(text, ref length);
    }

    /// <summary>Measures the escape in front of a text; where it is none, how far it looked like one.</summary>
    public static bool TryEscape(ReadOnlySpan<byte> text, out int length)
    {
        length = Is(text, 0, "\\"u8) ? 1 : 0;
        if (length == 0 || !Is(text, length, "\"\\/bfnrtu"u8))
        {
            return false;
        }

        if (text[length++] != 'u')
        {
            return true;
        }

        var digits = 0;
        while (digits < HexDigits && length < text.Length && char.IsAsciiHexDigit((char)text[length]))
        {
            digits++;
            length++;
        }

        return digits == HexDigits;
    }

    private static bool Is(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> any) => at < text.Length && any.Contains(text[at]);

    private static bool TryDigits(ReadOnlySpan<byte> text, ref int length)
    {
        var digits = text[length..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length - length : digits;
        length += digits;
        return digits > 0;
    }
}
