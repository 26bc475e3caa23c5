namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Does something to a party.</summary>
internal sealed record PartyStep(string Title, long Line, PartyAction Action, int Party) : ScenarioStep(Title, Line);
