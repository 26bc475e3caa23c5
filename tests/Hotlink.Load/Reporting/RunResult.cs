using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>What one run of a mode against one server gave.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Url">The server.</param>
/// <param name="Description">What was sent, for a person.</param>
/// <param name="Metrics">The figures, in the order to show them.</param>
/// <param name="Integrity">What became of the messages.</param>
/// <param name="Problems">What went wrong besides.</param>
/// <param name="Notes">What a reader of the figures should know.</param>
/// <param name="IsInterrupted">Whether the run was cut short.</param>
internal sealed record RunResult(
    string Mode,
    string Url,
    string Description,
    IReadOnlyList<Metric> Metrics,
    Integrity Integrity,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes,
    bool IsInterrupted)
{
    /// <summary>Whether every message arrived once, in order and undamaged, and nothing else went wrong.</summary>
    public bool IsSound => Integrity.IsSound && Problems.Count == 0;
}
