namespace Hotlink.Load.Reporting;

/// <summary>What rounds of A and B, in turn, gave.</summary>
internal sealed class Comparison
{
    private readonly IReadOnlyList<(RunResult A, RunResult B)> _rounds;

    /// <summary>Compares rounds, of which there is at least one.</summary>
    public Comparison(IReadOnlyList<(RunResult A, RunResult B)> rounds)
    {
        _rounds = rounds;
        Metrics = [.. rounds[0].A.Metrics.Select(Compare).OfType<ComparedMetric>()];
    }

    /// <summary>The mode.</summary>
    public string Mode => _rounds[0].A.Mode;

    /// <summary>What was sent, for a person.</summary>
    public string Description => _rounds[0].A.Description;

    /// <summary>The first server.</summary>
    public string A => _rounds[0].A.Url;

    /// <summary>The second server.</summary>
    public string B => _rounds[0].B.Url;

    /// <summary>How many rounds there were.</summary>
    public int Rounds => _rounds.Count;

    /// <summary>Every figure that both have in all rounds.</summary>
    public IReadOnlyList<ComparedMetric> Metrics { get; }

    /// <summary>All runs, in their order.</summary>
    public IEnumerable<RunResult> Runs => _rounds.SelectMany(static round => (RunResult[])[round.A, round.B]);

    /// <summary>Whether every run was sound.</summary>
    public bool IsSound => Runs.All(static run => run.IsSound);

    private ComparedMetric? Compare(Metric metric)
    {
        var values = _rounds
            .Select(round => (A: Value(round.A, metric.Key), B: Value(round.B, metric.Key)))
            .Where(static round => round is { A: not null, B: not null })
            .Select(static round => (A: round.A!.Value, B: round.B!.Value))
            .ToList();
        return values.Count < _rounds.Count ? null : new(
            metric.Key,
            metric.Label,
            metric.Unit,
            Spread.Of(values.Select(static round => round.A)),
            Spread.Of(values.Select(static round => round.B)),
            Spread.Of(values.Select(static round => Ratio(round.A, round.B))));
    }

    private static double? Value(RunResult run, string key) => run.Metrics.FirstOrDefault(metric => metric.Key == key)?.Value;

    private static double Ratio(double a, double b) => (a, b) switch
    {
        (0, 0) => 1,
        (_, 0) => double.PositiveInfinity,
        _ => a / b,
    };
}
