using System.Globalization;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>Numbers with units: <c>10s</c>, <c>500ms</c>, <c>2m</c>; <c>4096</c>, <c>64KB</c>, <c>10MB</c>.</summary>
internal static class Scalars
{
    private const long MaxSize = 10L * 1024 * 1024 * 1024;
    private static readonly (string Unit, double Milliseconds)[] Times = [("ms", 1), ("s", 1000), ("m", 60_000)];
    private static readonly (string Unit, long Bytes)[] Sizes = [("KB", 1024), ("MB", 1024 * 1024), ("GB", 1024 * 1024 * 1024), ("", 1)];

    public static int Integer(YamlPlace place, string key, int least, int most) =>
        int.TryParse(place.AsText($"'{key}'"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw place.Error($"'{key}' is a number from {least} to {most}");

    public static bool Flag(YamlPlace place, string key) => place.AsText($"'{key}'") switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" => false,
        _ => throw place.Error($"'{key}' is on or off"),
    };

    public static TimeSpan Duration(YamlPlace place, string key)
    {
        var text = place.AsText($"'{key}'");
        foreach (var (unit, factor) in Times)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && TryNumber(text[..^unit.Length], out var number) && number * factor <= TimeSpan.FromHours(1).TotalMilliseconds)
            {
                return TimeSpan.FromMilliseconds(number * factor);
            }
        }

        throw place.Error($"'{key}' is a time such as 500ms, 10s or 2m, at most an hour");
    }

    public static long Size(YamlPlace place, string key)
    {
        var text = place.AsText($"'{key}'");
        var (unit, bytes) = Sizes.First(size => text.EndsWith(size.Unit, StringComparison.Ordinal));
        return TryNumber(text[..^unit.Length], out var number) && number * bytes <= MaxSize
            ? (long)(number * bytes)
            : throw place.Error($"'{key}' is a size such as 4096, 64KB or 10MB");
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
