namespace Hotlink.Load.Measuring;

/// <summary>What a process used over a while.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="ResidentBefore">Bytes of memory at the beginning.</param>
/// <param name="ResidentAfter">Bytes of memory at the end.</param>
/// <param name="ResidentPeak">The most that was seen in between.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, long ResidentBefore, long ResidentAfter, long ResidentPeak);
