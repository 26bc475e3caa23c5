namespace Hotlink.Load.Measuring;

/// <summary>Timestamps that are cheap to take, and the nanoseconds between them. Thread-safe.</summary>
internal sealed class Clock(TimeProvider time)
{
    private readonly double _nanosecondsPerTick = 1e9 / time.TimestampFrequency;

    /// <summary>Where timers come from.</summary>
    public TimeProvider Time => time;

    /// <summary>Now.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>How long ago a timestamp was taken.</summary>
    public long NanosecondsSince(long stamp) => NanosecondsBetween(stamp, Now);

    /// <summary>How long it was from one timestamp to another.</summary>
    public long NanosecondsBetween(long from, long to) => (long)((to - from) * _nanosecondsPerTick);

    /// <summary>A timestamp that lies some nanoseconds after another.</summary>
    public long After(long stamp, double nanoseconds) => stamp + (long)(nanoseconds / _nanosecondsPerTick);
}
