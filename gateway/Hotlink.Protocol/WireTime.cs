namespace Hotlink.Protocol;

/// <summary>
/// A moment to the nanosecond, as the wire carries it (a <see cref="DateTimeOffset"/> stops at 100 ns). Years 0000 to 9999, UTC.
/// The default value is what Go calls the zero time, 0001-01-01T00:00:00Z.
/// </summary>
public readonly record struct WireTime
{
    private const long UnixEpochFromYearOne = 62_135_596_800;
    private const long MinUnixSeconds = -62_167_219_200;
    private const long MaxUnixSeconds = 253_402_300_799;
    private const int NanosecondsPerTick = 100;

    private readonly long _secondsFromYearOne;

    private WireTime(long unixSeconds, int nanoseconds) =>
        (_secondsFromYearOne, Nanoseconds) = (unixSeconds + UnixEpochFromYearOne, nanoseconds);

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z; negative before.</summary>
    public long UnixSeconds => _secondsFromYearOne - UnixEpochFromYearOne;

    /// <summary>Nanoseconds within the second, 0 to 999,999,999.</summary>
    public int Nanoseconds { get; }

    /// <summary>Makes a moment; false where the year is outside 0000 to 9999.</summary>
    /// <param name="unixSeconds">Seconds since 1970.</param>
    /// <param name="nanoseconds">Any count, carried into the seconds as Go does.</param>
    /// <param name="time">The moment.</param>
    public static bool TryCreate(long unixSeconds, uint nanoseconds, out WireTime time)
    {
        time = default;
        if (unixSeconds is < MinUnixSeconds or > MaxUnixSeconds)
        {
            return false;
        }

        var seconds = unixSeconds + (nanoseconds / 1_000_000_000);
        if (seconds > MaxUnixSeconds)
        {
            return false;
        }

        time = new WireTime(seconds, (int)(nanoseconds % 1_000_000_000));
        return true;
    }

    /// <summary>The moment of a <see cref="DateTimeOffset"/>, its offset dropped.</summary>
    /// <param name="value">Any moment.</param>
    public static WireTime From(DateTimeOffset value)
    {
        var ticks = (int)(value.UtcTicks % TimeSpan.TicksPerSecond);
        return new WireTime(value.ToUnixTimeSeconds(), ticks * NanosecondsPerTick);
    }
}
