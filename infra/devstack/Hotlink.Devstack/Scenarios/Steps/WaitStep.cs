namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Waits for a file, for bytes that moved, for a link that comes or goes, or for the end of programs. Exactly one is set.</summary>
internal sealed record WaitStep(string Title, long Line, TimeSpan Within) : ScenarioStep(Title, Line)
{
    public int Party { get; init; }

    /// <summary>A path below the party's sandbox.</summary>
    public string? File { get; init; }

    /// <summary>How many bytes the party's daemon has to have sent and received.</summary>
    public long? Moved { get; init; }

    /// <summary>Whether the party's daemon has to say that it is connected to the relay, or that it isn't.</summary>
    public bool? Linked { get; init; }

    /// <summary>The name of the step whose programs have to have ended.</summary>
    public string? Ended { get; init; }
}
