using System.Numerics;

namespace Hotlink.Load.Measuring;

/// <summary>
/// Counts durations in log-linear buckets: each power of two is cut into 128, so that a percentile is at most 0.8 % off, up to 68 seconds;
/// longer ones count as that, while the maximum is exact. 31 KiB, no allocation after construction. Not thread-safe: one for each thread,
/// merged at the end.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 7;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int MaxBits = 36;
    private const long MaxTracked = (1L << MaxBits) - 1;

    private readonly long[] _counts = new long[(MaxBits - SubBucketBits + 1) * SubBuckets];

    /// <summary>How many durations were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in nanoseconds.</summary>
    public long Max { get; private set; }

    /// <summary>The mean, in nanoseconds.</summary>
    public double Mean => Count == 0 ? 0 : Sum / Count;

    private double Sum { get; set; }

    /// <summary>Records a duration.</summary>
    /// <param name="nanoseconds">How long; less than zero counts as zero.</param>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(nanoseconds, 0);
        _counts[IndexOf(Math.Min(value, MaxTracked))]++;
        Count++;
        Sum += value;
        Max = Math.Max(Max, value);
    }

    /// <summary>Adds what another one counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var at = 0; at < _counts.Length; at++)
        {
            _counts[at] += other._counts[at];
        }

        Count += other.Count;
        Sum += other.Sum;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The duration that a share of all did not exceed, in nanoseconds; 0 where there are none.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public long Percentile(double share)
    {
        var wanted = Math.Max((long)Math.Ceiling(share * Count), 1);
        long seen = 0;
        for (var at = 0; at < _counts.Length; at++)
        {
            seen += _counts[at];
            if (seen >= wanted)
            {
                return Math.Min(HighestOf(at), Max);
            }
        }

        return Max;
    }

    private static int IndexOf(long value)
    {
        var magnitude = Math.Max(BitOperations.Log2((ulong)value) - SubBucketBits, -1) + 1;
        var shift = Math.Max(magnitude - 1, 0);
        return (magnitude << SubBucketBits) + (int)((value >> shift) & (SubBuckets - 1));
    }

    // The largest value that falls into a bucket.
    private static long HighestOf(int index)
    {
        var magnitude = index >> SubBucketBits;
        var low = index & (SubBuckets - 1);
        return magnitude == 0 ? low : ((SubBuckets + low + 1L) << (magnitude - 1)) - 1;
    }
}
