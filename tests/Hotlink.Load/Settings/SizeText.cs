using System.Globalization;

namespace Hotlink.Load.Settings;

/// <summary>Reads sizes such as <c>1024</c>, <c>64K</c> and <c>1M</c>; K and M are powers of 1,024.</summary>
internal static class SizeText
{
    /// <summary>The size in bytes, or <see langword="null"/>.</summary>
    public static int? TryParse(string text)
    {
        var unit = text.Length == 0 ? '\0' : char.ToUpperInvariant(text[^1]);
        var factor = unit switch { 'K' => 1024L, 'M' => 1024L * 1024, _ => 1L };
        var digits = factor == 1 ? text : text[..^1];
        var isNumber = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number <= int.MaxValue / factor ? (int)(number * factor) : null;
    }
}
