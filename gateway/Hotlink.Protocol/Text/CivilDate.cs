namespace Hotlink.Protocol.Text;

/// <summary>
/// Days since 1970-01-01 to and from the proleptic Gregorian calendar, for years 0000 to 9999 (the framework's dates start at 0001).
/// Counts years from March, so that the leap day is the last one.
/// </summary>
internal static class CivilDate
{
    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;
    private const int DaysFromEraToEpoch = 719_468;

    public static bool IsValid(int year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(year, month);

    public static long ToDays(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = FloorDivide(shifted, YearsPerEra);
        var yearOfEra = shifted - (era * YearsPerEra);
        var dayOfYear = (((153 * ((month + 9) % 12)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - DaysFromEraToEpoch;
    }

    public static (int Year, int Month, int Day) FromDays(long days)
    {
        var shifted = days + DaysFromEraToEpoch;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = (int)(yearOfEra + (era * YearsPerEra)) + (month <= 2 ? 1 : 0);
        return (year, month, day);
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static long FloorDivide(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;
}
