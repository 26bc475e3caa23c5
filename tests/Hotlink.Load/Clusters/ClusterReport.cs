using System.Text.Json;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Clusters;

/// <summary>Shows what a cluster costs.</summary>
internal static class ClusterReport
{
    private const string RoundTrip = "rtt_p50_us";
    private const string Cost = "server_cpu_us_per_message";

    // A round trip passes from node to node once each way.
    private const double Crossings = 2;

    /// <summary>As tables.</summary>
    public static void Write(TextWriter output, Contest contest)
    {
        ContestReport.Write(output, contest);
        foreach (var (row, other) in Added(contest))
        {
            var (what, unit) = row.Metric.Key == RoundTrip ? ("one way, p50", "µs") : ("server CPU", "µs/message");
            output.WriteLine($"  a second node adds, {row.Traffic}, {what}: {AddedBy(row, other)} {unit} to {contest.Contenders[other]}");
        }

        ContestReport.WriteIntegrity(output, contest);
    }

    /// <summary>As JSON.</summary>
    public static void WriteJson(Stream output, Contest contest)
    {
        using (var writer = new Utf8JsonWriter(output, JsonReport.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("mode", "cluster");
            writer.WritePropertyName("contest");
            ContestJson.Write(writer, contest);
            writer.WriteStartArray("second_node_adds");
            foreach (var (row, other) in Added(contest))
            {
                writer.WriteStartObject();
                writer.WriteString("traffic", row.Traffic);
                writer.WriteString("metric", row.Metric.Key == RoundTrip ? "one_way_p50_us" : row.Metric.Key);
                writer.WriteString("to", contest.Contenders[other]);
                JsonReport.WriteSpread(writer, "added", AddedBy(row, other));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    // Beside the same cluster it is the hop alone; beside the local node all that a cluster costs.
    private static IEnumerable<(ContestRow Row, int Other)> Added(Contest contest) => contest.Rows
        .Where(static row => row.Metric.Key is RoundTrip or Cost)
        .SelectMany(static row => (IEnumerable<(ContestRow, int)>)[(row, ClusterBench.SameNode), (row, ClusterBench.Local)]);

    private static Spread AddedBy(ContestRow row, int other)
    {
        var added = row.Added(ClusterBench.TwoNodes, other);
        return row.Metric.Key == RoundTrip ? new(added.Median / Crossings, added.Min / Crossings, added.Max / Crossings) : added;
    }
}
