using System.Globalization;
using System.Text;

namespace Hotlink.Domain.Access.Templates;

/// <summary>The escaping functions, one character at a time, as Go's text/template writes them.</summary>
internal static class TemplateEscapes
{
    public static string Html(Rune rune) => rune.Value switch
    {
        0 => "\uFFFD",
        '"' => "&#34;",
        '\'' => "&#39;",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => rune.ToString(),
    };

    public static string Script(Rune rune) => rune.Value switch
    {
        '\\' => @"\\",
        '\'' => @"\'",
        '"' => "\\\"",
        '<' or '>' or '&' or '=' or < ' ' => Hex(rune.Value),
        _ => IsPrintable(rune) ? rune.ToString() : Hex(rune.Value),
    };

    public static string Query(Rune rune)
    {
        if (rune.Value == ' ')
        {
            return "+";
        }

        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-_.~".Contains((char)rune.Value)))
        {
            return rune.ToString();
        }

        Span<byte> utf8 = stackalloc byte[4];
        var escaped = new StringBuilder();
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            escaped.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return escaped.ToString();
    }

    /// <summary>A character inside of a quoted Go string.</summary>
    public static string Quote(Rune rune) => rune.Value switch
    {
        '\a' => @"\a",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\v' => @"\v",
        '\\' => @"\\",
        '"' => "\\\"",
        < ' ' or 0x7F => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        > 0xFFFF when !IsPrintable(rune) => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        _ => IsPrintable(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
    };

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator);

    private static string Hex(int value) => string.Create(CultureInfo.InvariantCulture, $"\\u{value:X4}");
}
