using System.Globalization;

namespace Hotlink.Load.Reporting;

/// <summary>Writes figures for a person.</summary>
internal static class Numbers
{
    /// <summary>A figure with as many decimals as its size deserves.</summary>
    public static string Format(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        0 => "0",
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
