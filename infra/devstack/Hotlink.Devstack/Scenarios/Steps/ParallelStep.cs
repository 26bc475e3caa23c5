namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Does several things at the same time.</summary>
internal sealed record ParallelStep(string Title, long Line, IReadOnlyList<ScenarioStep> Steps) : ScenarioStep(Title, Line);
