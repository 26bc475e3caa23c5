using System.Globalization;
using System.Text;

namespace Hotlink.Domain.Access.Templates;

/// <summary>One verb of a printf format: <c>%s</c>, <c>%-8q</c>, <c>%04d</c> and so on.</summary>
internal sealed record TemplateVerb(char Letter, string Flags, int Width, int? Precision)
{
    /// <summary>Reads the verb at a percent sign; null when it is cut short, or wider than a pattern may be.</summary>
    public static TemplateVerb? Parse(string format, ref int at)
    {
        at++;
        var flags = Take(format, ref at, "+-# 0");
        var width = Take(format, ref at, "0123456789");
        string? precision = null;
        if (at < format.Length && format[at] == '.')
        {
            at++;
            precision = Take(format, ref at, "0123456789");
        }

        if (at >= format.Length || width.Length > 4 || precision?.Length > 4)
        {
            return null;
        }

        var verb = new TemplateVerb(format[at++], flags, Number(width) ?? 0, precision is null ? null : Number(precision) ?? 0);
        return verb.Width <= AccessLimits.PatternBytes && verb.Precision is null or <= AccessLimits.PatternBytes ? verb : null;
    }

    /// <summary>The value as the verb wants it; null when the verb does not fit the value.</summary>
    public TemplateText? Format(object value)
    {
        var text = value switch
        {
            TemplateText given => FormatText(given),
            long number => FormatNumber(number),
            bool when Letter is 'v' or 't' => TemplateFunctions.ToText(value),
            _ => null,
        };
        return text is null ? null : Pad(text);
    }

    private bool Has(char flag) => Flags.Contains(flag);

    private TemplateText? FormatText(TemplateText text) => Letter switch
    {
        's' or 'v' => Truncate(text),
        'q' => Quoted(Truncate(text)),
        'x' => text.Derive(Convert.ToHexStringLower(Bytes(text.Text))),
        'X' => text.Derive(Convert.ToHexString(Bytes(text.Text))),
        _ => null,
    };

    private ReadOnlySpan<byte> Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.AsSpan(0, Math.Min(bytes.Length, Precision ?? bytes.Length));
    }

    private TemplateText Truncate(TemplateText text)
    {
        var length = text.Text.EnumerateRunes().Take(Precision ?? int.MaxValue).Sum(rune => rune.Utf16SequenceLength);
        return text.Slice(0, length);
    }

    private static TemplateText? Quoted(TemplateText text)
    {
        var quote = TemplateText.OfRule("\"");
        return text.Map(TemplateEscapes.Quote) is { } inner ? quote.Append(inner)?.Append(quote) : null;
    }

    private TemplateText? FormatNumber(long number)
    {
        if (Letter is 'c' or 'q')
        {
            var rune = number is >= 0 and <= 0x10FFFF && Rune.TryCreate((int)number, out var valid) ? valid : Rune.ReplacementChar;
            return TemplateText.OfRule(Letter == 'c' ? rune.ToString() : $"'{(rune.Value == '\'' ? "\\'" : rune.ToString())}'");
        }

        var magnitude = number < 0 ? (ulong)-number : (ulong)number;
        var digits = Letter switch
        {
            'v' or 'd' => magnitude.ToString(CultureInfo.InvariantCulture),
            'x' => magnitude.ToString("x", CultureInfo.InvariantCulture),
            'X' => magnitude.ToString("X", CultureInfo.InvariantCulture),
            'b' => magnitude.ToString("b", CultureInfo.InvariantCulture),
            'o' => Convert.ToString((long)magnitude, 8),
            _ => null,
        };
        if (digits is null)
        {
            return null;
        }

        var sign = number < 0 ? "-" : Has('+') ? "+" : Has(' ') ? " " : "";
        var prefix = !Has('#') ? "" : Letter switch { 'x' => "0x", 'X' => "0X", 'b' => "0b", 'o' => "0", _ => "" };
        var filled = Has('0') && !Has('-') && Precision is null ? Width - sign.Length : Precision ?? 0;
        return TemplateText.OfRule(sign + prefix + digits.PadLeft(filled, '0'));
    }

    private TemplateText? Pad(TemplateText text)
    {
        var missing = Width - text.Text.EnumerateRunes().Count();
        if (missing <= 0)
        {
            return text;
        }

        var filler = TemplateText.OfRule(new string(Has('0') && !Has('-') ? '0' : ' ', missing));
        return Has('-') ? text.Append(filler) : filler.Append(text);
    }

    private static string Take(string format, ref int at, string allowed)
    {
        var start = at;
        while (at < format.Length && allowed.Contains(format[at]))
        {
            at++;
        }

        return format[start..at];
    }

    private static int? Number(string digits) => digits.Length == 0 ? null : int.Parse(digits, CultureInfo.InvariantCulture);
}
