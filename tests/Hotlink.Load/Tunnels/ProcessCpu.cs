using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>The processor time of some processes.</summary>
internal static class ProcessCpu
{
    /// <summary>What they have used until now, together.</summary>
    public static TimeSpan Of(IEnumerable<int> processes)
    {
        using var all = ServerProcesses.Attach(processes);
        return all?.Sample().Cpu ?? TimeSpan.Zero;
    }
}
