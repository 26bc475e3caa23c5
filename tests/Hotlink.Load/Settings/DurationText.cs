using System.Globalization;

namespace Hotlink.Load.Settings;

/// <summary>Reads durations such as <c>5s</c>, <c>500ms</c>, <c>1.5s</c> and <c>2m</c>; a bare number means seconds.</summary>
internal static class DurationText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The duration, or <see langword="null"/>; a day at most.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var (unit, suffix) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (0.001, 2),
            _ when text.EndsWith('s') => (1.0, 1),
            _ when text.EndsWith('m') => (60.0, 1),
            _ => (1.0, 0),
        };
        var isNumber = double.TryParse(text[..^suffix], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        return isNumber && number * unit <= Longest.TotalSeconds ? TimeSpan.FromSeconds(number * unit) : null;
    }
}
