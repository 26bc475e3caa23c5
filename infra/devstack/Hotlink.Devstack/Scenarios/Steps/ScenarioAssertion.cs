namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Something that has to hold at the end.</summary>
internal sealed record ScenarioAssertion(string Title, AssertionKind Kind, int Party)
{
    public long AtLeast { get; init; }

    public string Program { get; init; } = "";

    public string Contains { get; init; } = "";
}
