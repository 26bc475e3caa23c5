using System.Globalization;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>The machine that the tests run on.</summary>
internal static class Machine
{
    private const double Slowest = 5;

    /// <summary>
    /// How much longer everything takes than on a machine that is free, as it is for this one: with more processes at work than there are cores
    /// nodes miss probes, and limits are missed, that have nothing wrong with them.
    /// </summary>
    public static double Slowness => Math.Clamp(Load() / Environment.ProcessorCount, 1, Slowest);

    private static double Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? double.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
    }
}
