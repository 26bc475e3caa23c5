namespace Hotlink.Daemon.Telemetry;

/// <summary>How long pieces take on their way into a stream, and out of one into the application. Thread-safe.</summary>
internal sealed class TransferMeter
{
    private long _count;
    private long _ticks;
    private long _longest;

    /// <summary>The mean, in milliseconds; 0 before the first.</summary>
    public double AverageMs => Interlocked.Read(ref _count) is var count and > 0 ? TimeSpan.FromTicks(Interlocked.Read(ref _ticks) / count).TotalMilliseconds : 0;

    /// <summary>The longest, in milliseconds.</summary>
    public double MaxMs => TimeSpan.FromTicks(Interlocked.Read(ref _longest)).TotalMilliseconds;

    /// <summary>A piece took so long.</summary>
    public void Add(TimeSpan elapsed)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
        for (var longest = Interlocked.Read(ref _longest); elapsed.Ticks > longest;)
        {
            longest = Interlocked.CompareExchange(ref _longest, elapsed.Ticks, longest) is var seen && seen == longest ? elapsed.Ticks : seen;
        }
    }
}
