using System.Globalization;
using System.Text;

namespace Hotlink.Domain.Access.Templates;

/// <summary>Strings, characters and integers as they are written in Go.</summary>
internal static class GoLiteral
{
    /// <summary>How long the quoted text at the start is, quotes included; -1 when it is not closed.</summary>
    public static int QuotedLength(ReadOnlySpan<char> input)
    {
        var quote = input[0];
        for (var i = 1; i < input.Length; i++)
        {
            if (input[i] == quote)
            {
                return i + 1;
            }

            if (quote != '`' && input[i] == '\n')
            {
                return -1;
            }

            i += quote != '`' && input[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    /// <summary>The text between the quotes; null when an escape in it means nothing, or a character is not one.</summary>
    public static string? Unquote(ReadOnlySpan<char> quoted)
    {
        var body = quoted[1..^1];
        if (quoted[0] == '`')
        {
            return body.ToString().Replace("\r", "", StringComparison.Ordinal);
        }

        var text = new StringBuilder();
        while (!body.IsEmpty)
        {
            if (body[0] != '\\')
            {
                text.Append(body[0]);
                body = body[1..];
            }
            else if (TakeEscape(body, quoted[0], out var rune) is > 0 and var length)
            {
                text.Append(rune.ToString());
                body = body[length..];
            }
            else
            {
                return null;
            }
        }

        var isOneRune = text.ToString().EnumerateRunes().Count() == 1;
        return quoted[0] != '\'' || isOneRune ? text.ToString() : null;
    }

    /// <summary>A whole number in decimal, or with 0x, 0o, 0b or 0 in front; null for anything else or one that does not fit.</summary>
    public static long? ParseInteger(string text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-').Replace("_", "", StringComparison.Ordinal);
        var (radix, prefix) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        UInt128 value = 0;
        foreach (var digit in digits.AsSpan(prefix))
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var unit && unit >= radix)
            {
                return null;
            }

            value = (value * (uint)radix) + (uint)Convert.ToInt32(digit.ToString(), 16);
            if (value > long.MaxValue)
            {
                return null;
            }
        }

        return digits.Length == prefix ? null : negative ? -(long)value : (long)value;
    }

    private static int TakeEscape(ReadOnlySpan<char> body, char quote, out Rune rune)
    {
        rune = default;
        if (body.Length < 2)
        {
            return 0;
        }

        const string Names = "abfnrtv\\";
        const string Values = "\a\b\f\n\r\t\v\\";
        var name = Names.IndexOf(body[1]);
        if (name >= 0 || body[1] == quote)
        {
            rune = new Rune(name >= 0 ? Values[name] : quote);
            return 2;
        }

        var (start, digits, style) = body[1] switch
        {
            'x' => (2, 2, NumberStyles.AllowHexSpecifier),
            'u' => (2, 4, NumberStyles.AllowHexSpecifier),
            'U' => (2, 8, NumberStyles.AllowHexSpecifier),
            _ => (1, 3, NumberStyles.None),
        };
        return TakeCode(body, start, digits, style, out rune) ? start + digits : 0;
    }

    // A byte of 0x80 or more is not a character by itself: a pattern that holds one could not match a path.
    private static bool TakeCode(ReadOnlySpan<char> body, int start, int digits, NumberStyles style, out Rune rune)
    {
        rune = default;
        if (body.Length < start + digits)
        {
            return false;
        }

        var code = body.Slice(start, digits);
        uint value;
        if (style == NumberStyles.None)
        {
            if (code.ContainsAnyExceptInRange('0', '7'))
            {
                return false;
            }

            value = Convert.ToUInt32(code.ToString(), 8);
        }
        else if (!uint.TryParse(code, style, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        return (digits > 3 || value < 0x80) && Rune.TryCreate(value, out rune);
    }
}
