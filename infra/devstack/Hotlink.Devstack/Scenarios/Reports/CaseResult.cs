namespace Hotlink.Devstack.Scenarios.Reports;

/// <summary>How a step or an assertion came out.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Failure">Why it failed; null when it passed.</param>
internal sealed record CaseResult(string Name, TimeSpan Time, string? Failure);
