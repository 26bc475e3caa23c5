using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Scenarios.Reports;

/// <summary>How a scenario came out.</summary>
internal sealed record ScenarioReport
{
    public required string Scenario { get; init; }

    public required string RunId { get; init; }

    public required TimeSpan Time { get; init; }

    public required IReadOnlyList<CaseResult> Cases { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>The last look at the parties.</summary>
    public required StackSample? Last { get; init; }

    /// <summary>Where logs and files of the report are kept.</summary>
    public required string Folder { get; init; }

    public bool Passed => Cases.All(result => result.Failure is null);
}
