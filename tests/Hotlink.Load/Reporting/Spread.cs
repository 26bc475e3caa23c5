namespace Hotlink.Load.Reporting;

/// <summary>Where the values of some rounds lie.</summary>
/// <param name="Median">The middle one; the mean of the two middle ones where their number is even.</param>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest.</param>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of some values, of which there is at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return new((lower + upper) / 2, sorted[0], sorted[^1]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Numbers.Format(Median)} ({Numbers.Format(Min)}–{Numbers.Format(Max)})";
}
