namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Does something to a node of the relay.</summary>
internal sealed record RelayStep(string Title, long Line, RelayAction Action, int Node) : ScenarioStep(Title, Line);
