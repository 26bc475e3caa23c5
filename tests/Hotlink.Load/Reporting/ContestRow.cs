namespace Hotlink.Load.Reporting;

/// <summary>One figure of all contenders.</summary>
/// <param name="Traffic">What was sent, for a person.</param>
/// <param name="Metric">The figure: its names and its unit.</param>
/// <param name="Values">What the rounds of each contender gave, in their order.</param>
internal sealed record ContestRow(string Traffic, Metric Metric, IReadOnlyList<IReadOnlyList<double>> Values)
{
    /// <summary>What one contender gave.</summary>
    public Spread Of(int contender) => Spread.Of(Values[contender]);

    /// <summary>One contender by another, round by round.</summary>
    public Spread Ratio(int contender, int other) =>
        Spread.Of(Values[contender].Zip(Values[other], static (mine, theirs) => (mine, theirs) switch { (0, 0) => 1, _ => mine / Math.Max(theirs, 1e-9) }));

    /// <summary>By how much one contender is above another, round by round.</summary>
    public Spread Added(int contender, int other) => Spread.Of(Values[contender].Zip(Values[other], static (mine, theirs) => mine - theirs));
}
