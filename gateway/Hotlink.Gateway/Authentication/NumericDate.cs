using System.Text.Json;

namespace Hotlink.Gateway.Authentication;

/// <summary>Reads a JWT date (RFC 7519, section 2): seconds since 1970, perhaps with a fraction.</summary>
internal static class NumericDate
{
    /// <summary>Fractions are cut off; dates outside the years 1 to 9999 become the nearest one inside.</summary>
    public static bool TryRead(JsonElement value, out DateTimeOffset date)
    {
        date = default;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !double.IsFinite(seconds))
        {
            return false;
        }

        var first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
        var last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        date = DateTimeOffset.FromUnixTimeSeconds((long)Math.Clamp(Math.Floor(seconds), first, last));
        return true;
    }
}
