using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>Shows results as a table.</summary>
internal static class TableReport
{
    private const int LabelWidth = 30;
    private const int ValueWidth = 14;

    /// <summary>Shows one run.</summary>
    public static void Write(TextWriter output, RunResult result)
    {
        output.WriteLine($"{result.Mode}  {result.Url}  {result.Description}{(result.IsInterrupted ? "  (interrupted)" : "")}");
        foreach (var metric in result.Metrics)
        {
            output.WriteLine($"  {metric.Label,-LabelWidth} {Numbers.Format(metric.Value),ValueWidth} {metric.Unit}");
        }

        if (result.Integrity.Sent > 0)
        {
            output.WriteLine($"  {Text(result.Integrity)}");
        }

        WriteRemarks(output, result);
    }

    /// <summary>Shows what went wrong, and what to know.</summary>
    public static void WriteRemarks(TextWriter output, RunResult result)
    {
        foreach (var problem in result.Problems)
        {
            output.WriteLine($"  problem: {problem}");
        }

        foreach (var note in result.Notes)
        {
            output.WriteLine($"  note: {note}");
        }
    }

    /// <summary>What became of the messages, in one line.</summary>
    public static string Text(Integrity integrity)
    {
        var told = integrity.Told > 0 ? FormattableString.Invariant($", {integrity.Told:#,0} not delivered and told") : "";
        return FormattableString.Invariant(
            $"sent {integrity.Sent:#,0}: lost {integrity.Lost:#,0}, duplicated {integrity.Duplicated:#,0}, ") +
            FormattableString.Invariant($"out of order {integrity.OutOfOrder:#,0}, corrupt {integrity.Corrupt:#,0}{told}");
    }
}
