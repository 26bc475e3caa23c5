using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>The processor time of some processes.</summary>
internal static class ProcessCpu
{
    /// <summary>What they have used until now, together.</summary>
    public static TimeSpan Of(IEnumerable<int> processes)
    {
        var sum = TimeSpan.Zero;
        foreach (var id in processes)
        {
            using var process = WatchedProcess.Attach(id);
            sum += process.Sample().Cpu;
        }

        return sum;
    }
}
