namespace Hotlink.Load.Tunnels;

/// <summary>What one round over a route gave.</summary>
/// <param name="MedianMicroseconds">Half of the round trips took less.</param>
/// <param name="P99Microseconds">All but one in a hundred round trips took less.</param>
/// <param name="BytesPerSecond">What went one way.</param>
/// <param name="CpuPerGigabyte">Seconds of CPU that its processes used for 10⁹ bytes.</param>
internal readonly record struct RouteFigures(double MedianMicroseconds, double P99Microseconds, double BytesPerSecond, double CpuPerGigabyte);
