namespace Hotlink.Load.Reporting;

/// <summary>Shows a contest as tables: medians, and in brackets the lowest and the highest of the rounds; then each contender by the first.</summary>
internal static class ContestReport
{
    private const int TrafficWidth = 20;
    private const int LabelWidth = 20;
    private const int UnitWidth = 11;
    private const int ValueWidth = 26;

    /// <summary>Shows it.</summary>
    public static void Write(TextWriter output, Contest contest)
    {
        output.WriteLine(contest.Name);
        WriteLine(output, "", "", "", contest.Contenders);
        foreach (var row in contest.Rows)
        {
            WriteLine(output, row.Traffic, row.Metric.Label, row.Metric.Unit, contest.Contenders.Select((_, at) => row.Of(at).ToString()));
        }

        output.WriteLine($"  by {contest.Contenders[0]}, in the same round");
        foreach (var row in contest.Rows)
        {
            WriteLine(output, row.Traffic, row.Metric.Label, "", contest.Contenders.Select((_, at) => at == 0 ? "1" : row.Ratio(at, 0).ToString()));
        }
    }

    /// <summary>Shows what became of the messages of each contender, what went wrong, and what to know.</summary>
    public static void WriteIntegrity(TextWriter output, Contest contest)
    {
        foreach (var contender in contest.Contenders)
        {
            output.WriteLine($"  {contender}: {TableReport.Text(contest.IntegrityOf(contender))}");
        }

        foreach (var run in contest.Runs.Where(static run => run.Result.Problems.Count + run.Result.Notes.Count > 0))
        {
            output.WriteLine($"  {run.Contender}, {run.Traffic}:");
            TableReport.WriteRemarks(output, run.Result);
        }
    }

    private static void WriteLine(TextWriter output, string traffic, string label, string unit, IEnumerable<string> values) => output.WriteLine(
        $"  {traffic,-TrafficWidth} {label,-LabelWidth} {unit,-UnitWidth}{string.Concat(values.Select(static value => $" {value,ValueWidth}"))}");
}
