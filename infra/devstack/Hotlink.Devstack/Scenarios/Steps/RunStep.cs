namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Runs a command in one or several parties at once.</summary>
internal sealed record RunStep(string Title, long Line) : ScenarioStep(Title, Line)
{
    /// <summary>The command as a shell takes it; variables are still in it.</summary>
    public required string Command { get; init; }

    public required IReadOnlyList<int> Parties { get; init; }

    /// <summary>What the programs are called: with the party's name behind it.</summary>
    public required string Program { get; init; }

    /// <summary>Goes on without waiting for the end.</summary>
    public bool Background { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>With which code it has to end.</summary>
    public int ExpectedCode { get; init; }

    /// <summary>Its signal, where it is to be ended by one.</summary>
    public string? ExpectedSignal { get; init; }

    /// <summary>The row and column of the table that its last line of JSON goes to.</summary>
    public MeasureSpec? Measure { get; init; }
}
