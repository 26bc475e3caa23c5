namespace Hotlink.Load.Reporting;

/// <summary>One run of a contest.</summary>
/// <param name="Traffic">What was sent, for a person.</param>
/// <param name="Contender">What was measured.</param>
/// <param name="Result">What it gave.</param>
internal sealed record ContestRun(string Traffic, string Contender, RunResult Result);
