using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>What one round over a route gave.</summary>
/// <param name="MedianMicroseconds">Half of the round trips took less.</param>
/// <param name="P99Microseconds">All but one in a hundred round trips took less.</param>
/// <param name="BytesPerSecond">What went one way.</param>
/// <param name="CpuPerGigabyte">Seconds of CPU that its processes used for 10⁹ bytes.</param>
internal readonly record struct RouteFigures(double MedianMicroseconds, double P99Microseconds, double BytesPerSecond, double CpuPerGigabyte)
{
    /// <summary>Puts the figures of a round together.</summary>
    /// <param name="latency">Its round trips, in nanoseconds.</param>
    /// <param name="bytesPerSecond">What went one way.</param>
    /// <param name="cpu">What its processes used meanwhile.</param>
    /// <param name="bytes">For how many bytes.</param>
    public static RouteFigures Of(LatencyHistogram latency, double bytesPerSecond, TimeSpan cpu, double bytes) => new(
        latency.Percentile(0.5) / 1000.0, latency.Percentile(0.99) / 1000.0, bytesPerSecond, cpu.TotalSeconds / Math.Max(bytes / 1e9, 1e-9));
}
