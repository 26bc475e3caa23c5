namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Waits until the devstack says that nothing moves, and holds it to naming the right party.</summary>
internal sealed record VerdictStep(string Title, long Line, int Party, TimeSpan Within) : ScenarioStep(Title, Line);
