namespace Hotlink.Devstack.Processes;

/// <summary>A process to be started.</summary>
internal sealed record LaunchPlan
{
    /// <summary>What it is called in tables, states and logs.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required string Folder { get; init; }

    /// <summary>Where both of its outputs go.</summary>
    public required string Log { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
