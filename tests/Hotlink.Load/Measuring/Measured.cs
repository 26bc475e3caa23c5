namespace Hotlink.Load.Measuring;

/// <summary>What a measurement gave.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Messages">How many messages arrived in that time, at all readers.</param>
/// <param name="Server">What the server used, where its process is known.</param>
/// <param name="OwnCpu">What this process used.</param>
/// <param name="Stalls">How often a stream stood still for a second and was pushed.</param>
/// <param name="Integrity">What became of all messages, those before and after the measurement included.</param>
/// <param name="IsInterrupted">Whether it was cut short.</param>
internal sealed record Measured(
    TimeSpan Elapsed, long Messages, ProcessUse? Server, TimeSpan OwnCpu, long Stalls, Integrity Integrity, bool IsInterrupted);
