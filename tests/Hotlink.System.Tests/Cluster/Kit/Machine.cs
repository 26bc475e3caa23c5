using System.Globalization;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>The machine that the tests run on.</summary>
internal static class Machine
{
    /// <summary>
    /// A limit for a machine that is free, as it is for this one: with more processes at work than there are cores everything takes as much
    /// longer.
    /// </summary>
    public static TimeSpan Scale(TimeSpan limit) => limit * Math.Clamp(Load() / Environment.ProcessorCount, 1, 10);

    private static double Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? double.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
    }
}
