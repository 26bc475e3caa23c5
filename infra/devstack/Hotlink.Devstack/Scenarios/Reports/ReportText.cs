using System.Globalization;
using Hotlink.Devstack.Output;
using Hotlink.Devstack.Scenarios.Running;
using Spectre.Console;

namespace Hotlink.Devstack.Scenarios.Reports;

/// <summary>The report for people: one screen.</summary>
internal static class ReportText
{
    private const int FailureLines = 14;

    public static void Write(IAnsiConsole console, ScenarioReport report)
    {
        if (report.Measurements.Count > 0)
        {
            console.Write(TableOf(report.Measurements));
        }

        foreach (var failed in report.Cases.Where(result => result.Failure is not null))
        {
            console.WriteLine($"FAILED  {failed.Name}");
            foreach (var line in failed.Failure!.Split('\n').Take(FailureLines))
            {
                console.WriteLine($"        {line}");
            }
        }

        if (!report.Passed && report.Last is { } last)
        {
            foreach (var party in last.Parties)
            {
                console.WriteLine(
                    $"        {party.Email}: daemon {(party.DaemonAlive ? "runs" : "gone")}, moved {Tables.Bytes(party.Moved)}, " +
                    $"programs: {(party.Workloads.Count == 0 ? "none" : string.Join(", ", party.Workloads.Select(workload => workload.Name)))}");
            }
        }

        var seconds = report.Time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        console.WriteLine($"{(report.Passed ? "passed" : "FAILED")}  {report.Scenario} in {seconds} s, run {report.RunId}; logs: {report.Folder}");
    }

    /// <summary>The same work by each way, and what the others cost compared with the first.</summary>
    internal static Table TableOf(IReadOnlyList<Measurement> all)
    {
        string[] ways = [.. all.Select(one => one.Way).Distinct()];
        var columns = ways.SelectMany((way, i) => i == 0 ? [$"{way}: a round", "a second"] : new[] { $"{way}: a round", "a second", $"× {ways[0]}" });
        var table = Tables.Framed("what it costs (the slowest party)", ["work", .. columns]);
        foreach (var work in all.GroupBy(one => one.What))
        {
            var first = work.FirstOrDefault(one => one.Way == ways[0]);
            table.AddRow([Tables.Text(work.Key), .. ways.SelectMany(way => Cells(work.FirstOrDefault(one => one.Way == way), way == ways[0], first)).Select(Tables.Text)]);
        }

        return table;
    }

    private static string[] Cells(Measurement? one, bool isFirst, Measurement? first)
    {
        string[] own = one is null ? ["", ""] : [Round(one.SecondsPerRound), $"{Tables.Bytes(one.BytesPerSecond)}/s"];
        return isFirst ? own : [.. own, Ratio(one, first)];
    }

    private static string Ratio(Measurement? one, Measurement? first) => one is null || first is not { SecondsPerRound: > 0 }
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{one.SecondsPerRound / first.SecondsPerRound:0.0}");

    private static string Round(double seconds) => seconds < 0.001
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.0} ms");
}
