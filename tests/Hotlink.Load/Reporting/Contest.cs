using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>What several contenders gave that were measured in turn, round by round, under some kinds of traffic.</summary>
internal sealed class Contest
{
    private readonly IReadOnlyList<string> _shown;

    /// <summary>Puts runs together.</summary>
    /// <param name="name">What was measured, for a person.</param>
    /// <param name="contenders">The contenders; the first is what the others are compared with.</param>
    /// <param name="shown">The keys of the figures to compare, where a run has them; the rest is in the JSON.</param>
    /// <param name="runs">All runs: of each contender as many under each kind of traffic.</param>
    public Contest(string name, IReadOnlyList<string> contenders, IReadOnlyList<string> shown, IReadOnlyList<ContestRun> runs)
    {
        (Name, Contenders, _shown, Runs) = (name, contenders, shown, runs);
        Rows = [.. runs.GroupBy(static run => run.Traffic).SelectMany(traffic => RowsOf(traffic.Key, [.. traffic]))];
    }

    /// <summary>What was measured, for a person.</summary>
    public string Name { get; }

    /// <summary>The contenders.</summary>
    public IReadOnlyList<string> Contenders { get; }

    /// <summary>All runs, in their order.</summary>
    public IReadOnlyList<ContestRun> Runs { get; }

    /// <summary>The figures that all contenders have.</summary>
    public IReadOnlyList<ContestRow> Rows { get; }

    /// <summary>Whether every run was sound.</summary>
    public bool IsSound => Runs.All(static run => run.Result.IsSound);

    /// <summary>What became of all messages of a contender.</summary>
    public Integrity IntegrityOf(string contender) =>
        Runs.Where(run => run.Contender == contender).Aggregate(default(Integrity), static (sum, run) => sum + run.Result.Integrity);

    private IEnumerable<ContestRow> RowsOf(string traffic, IReadOnlyList<ContestRun> runs)
    {
        foreach (var metric in _shown.Select(key => runs[0].Result.Metrics.FirstOrDefault(metric => metric.Key == key)).OfType<Metric>())
        {
            List<IReadOnlyList<double>> values = [.. Contenders.Select(contender => ValuesOf(runs.Where(run => run.Contender == contender), metric.Key))];
            if (values.TrueForAll(each => each.Count > 0 && each.Count == values[0].Count))
            {
                yield return new(traffic, metric, values);
            }
        }
    }

    private static List<double> ValuesOf(IEnumerable<ContestRun> runs, string key) =>
        [.. runs.Select(run => run.Result.Metrics.FirstOrDefault(metric => metric.Key == key)).OfType<Metric>().Select(static metric => metric.Value)];
}
