namespace Hotlink.Load.Measuring;

/// <summary>What a process has used.</summary>
/// <param name="Cpu">User and system time since it began.</param>
/// <param name="ResidentBytes">Memory it holds now.</param>
/// <param name="PeakBytes">The most it ever held.</param>
internal readonly record struct ProcessSample(TimeSpan Cpu, long ResidentBytes, long PeakBytes)
{
    /// <summary>What two processes have used together; the peaks need not have been at the same time.</summary>
    public static ProcessSample operator +(ProcessSample one, ProcessSample other) =>
        new(one.Cpu + other.Cpu, one.ResidentBytes + other.ResidentBytes, one.PeakBytes + other.PeakBytes);
}
