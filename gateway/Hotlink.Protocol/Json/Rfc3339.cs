using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.Json;

/// <summary>
/// Times in JSON (RFC 3339, section 5.6). Reading is as tolerant as Go's: the hour may have one digit, a comma may stand for the
/// point, digits past the nanosecond are dropped. Writing is Go's RFC3339Nano in UTC.
/// </summary>
internal static class Rfc3339
{
    public const int MaxLength = 30;

    private const int SecondsPerDay = 86_400;
    private const int NanosecondDigits = 9;

    public static bool TryParse(ReadOnlySpan<byte> text, out WireTime time)
    {
        time = default;
        if (!TryDate(ref text, out var days) || !TryClock(ref text, out var seconds) || !TryFraction(ref text, out var nanoseconds)
            || !TryOffset(ref text, out var offset) || !text.IsEmpty)
        {
            return false;
        }

        return WireTime.TryCreate((days * SecondsPerDay) + seconds - offset, nanoseconds, out time);
    }

    /// <summary>Writes a time; returns its length, at most <see cref="MaxLength"/>.</summary>
    public static int Write(Span<byte> text, WireTime time)
    {
        var days = Math.DivRem(time.UnixSeconds, SecondsPerDay, out var clock);
        if (clock < 0)
        {
            (days, clock) = (days - 1, clock + SecondsPerDay);
        }

        var (year, month, day) = CivilDate.FromDays(days);
        "0000-00-00T00:00:00."u8.CopyTo(text);
        Digits(text[..4], year);
        Digits(text[5..7], month);
        Digits(text[8..10], day);
        Digits(text[11..13], (int)clock / 3600);
        Digits(text[14..16], (int)clock / 60 % 60);
        Digits(text[17..19], (int)clock % 60);
        Digits(text[20..(20 + NanosecondDigits)], time.Nanoseconds);
        var length = text[..(20 + NanosecondDigits)].LastIndexOfAnyExcept((byte)'0') + 1;
        length = time.Nanoseconds == 0 ? 19 : length;
        text[length] = (byte)'Z';
        return length + 1;
    }

    private static bool TryDate(ref ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (!TryDigits(ref text, 4, out var year) || !TryByte(ref text, '-') || !TryDigits(ref text, 2, out var month)
            || !TryByte(ref text, '-') || !TryDigits(ref text, 2, out var day) || !CivilDate.IsValid(year, month, day))
        {
            return false;
        }

        days = CivilDate.ToDays(year, month, day);
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!TryByte(ref text, 'T') || !(TryDigits(ref text, 2, out var hour) || TryDigits(ref text, 1, out hour)) || hour > 23
            || !TryMinutes(ref text, 59, out var minute) || !TryMinutes(ref text, 59, out var second))
        {
            return false;
        }

        seconds = (hour * 3600) + (minute * 60) + second;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out uint nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits <= 0)
        {
            return false;
        }

        for (var at = 1; at <= NanosecondDigits; at++)
        {
            nanoseconds = (nanoseconds * 10) + (at <= digits ? text[at] - (uint)'0' : 0);
        }

        text = text[(digits + 1)..];
        return true;
    }

    private static bool TryOffset(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (TryByte(ref text, 'Z'))
        {
            return true;
        }

        var east = TryByte(ref text, '+');
        if ((!east && !TryByte(ref text, '-')) || !TryDigits(ref text, 2, out var hours) || hours > 24
            || !TryMinutes(ref text, 60, out var minutes))
        {
            return false;
        }

        seconds = ((hours * 3600) + (minutes * 60)) * (east ? 1 : -1);
        return true;
    }

    private static bool TryMinutes(ref ReadOnlySpan<byte> text, int max, out int value)
    {
        value = 0;
        return TryByte(ref text, ':') && TryDigits(ref text, 2, out value) && value <= max;
    }

    private static bool TryByte(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count || text[..count].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (var digit in text[..count])
        {
            value = (value * 10) + digit - '0';
        }

        text = text[count..];
        return true;
    }

    private static void Digits(Span<byte> text, int value)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            text[at] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
