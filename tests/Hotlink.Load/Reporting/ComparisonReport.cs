namespace Hotlink.Load.Reporting;

/// <summary>Shows a comparison as a table: medians, and in brackets the lowest and the highest of the rounds.</summary>
internal static class ComparisonReport
{
    private const int LabelWidth = 30;
    private const int UnitWidth = 14;
    private const int ValueWidth = 30;

    /// <summary>Shows it.</summary>
    public static void Write(TextWriter output, Comparison comparison)
    {
        output.WriteLine($"{comparison.Mode}  {comparison.Description}  {comparison.Rounds} rounds in turn, median (lowest–highest)");
        output.WriteLine($"  A: {comparison.A}");
        output.WriteLine($"  B: {comparison.B}");
        output.WriteLine($"  {"",-LabelWidth} {"",-UnitWidth} {"A",ValueWidth} {"B",ValueWidth} {"A / B",ValueWidth}");
        foreach (var metric in comparison.Metrics)
        {
            output.WriteLine($"  {metric.Label,-LabelWidth} {metric.Unit,-UnitWidth} {metric.A,ValueWidth} {metric.B,ValueWidth} {metric.Ratio,ValueWidth}");
        }

        foreach (var (name, url) in (ReadOnlySpan<(string, string)>)[("A", comparison.A), ("B", comparison.B)])
        {
            WriteIntegrity(output, comparison, name, url);
        }
    }

    private static void WriteIntegrity(TextWriter output, Comparison comparison, string name, string url)
    {
        var runs = comparison.Runs.Where((_, at) => at % 2 == (name == "A" ? 0 : 1)).ToList();
        var sum = runs.Aggregate(default(Measuring.Integrity), static (sum, run) => sum + run.Integrity);
        if (sum.Sent > 0)
        {
            output.WriteLine($"  {name}: {TableReport.Text(sum)}");
        }

        foreach (var run in runs.Where(static run => run.Problems.Count + run.Notes.Count > 0))
        {
            output.WriteLine($"  {name}, {url}:");
            TableReport.WriteRemarks(output, run);
        }
    }
}
