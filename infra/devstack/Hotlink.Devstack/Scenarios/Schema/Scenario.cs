using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>A scenario as its file says it.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required string About { get; init; }

    public required string File { get; init; }

    public required IReadOnlyList<PartySpec> Parties { get; init; }

    /// <summary>1 for a local relay, more for a cluster.</summary>
    public required int RelayNodes { get; init; }

    public required ChannelStyle Channels { get; init; }

    /// <summary>Parties whose daemon a step starts.</summary>
    public required IReadOnlySet<int> Late { get; init; }

    /// <summary>How long all of it may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How often the counters are looked at.</summary>
    public required TimeSpan WatchEvery { get; init; }

    /// <summary>For how many such intervals they may stand still.</summary>
    public required int WatchIntervals { get; init; }

    public required AlwaysSpec Always { get; init; }

    public required IReadOnlyList<FileSpec> Files { get; init; }

    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    public required IReadOnlyList<ScenarioAssertion> Assertions { get; init; }
}
