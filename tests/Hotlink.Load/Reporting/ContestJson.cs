using System.Text.Json;

namespace Hotlink.Load.Reporting;

/// <summary>Writes a contest as a JSON object.</summary>
internal static class ContestJson
{
    /// <summary>Writes it, as a value.</summary>
    public static void Write(Utf8JsonWriter writer, Contest contest)
    {
        writer.WriteStartObject();
        writer.WriteString("name", contest.Name);
        writer.WriteBoolean("sound", contest.IsSound);
        writer.WriteStartArray("metrics");
        foreach (var row in contest.Rows)
        {
            WriteRow(writer, contest, row);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("runs");
        foreach (var run in contest.Runs)
        {
            writer.WriteStartObject();
            writer.WriteString("contender", run.Contender);
            writer.WriteString("traffic", run.Traffic);
            writer.WritePropertyName("result");
            JsonReport.WriteRun(writer, run.Result);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, Contest contest, ContestRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("traffic", row.Traffic);
        writer.WriteString("metric", row.Metric.Key);
        writer.WriteStartArray("contenders");
        for (var at = 0; at < contest.Contenders.Count; at++)
        {
            writer.WriteStartObject();
            writer.WriteString("contender", contest.Contenders[at]);
            JsonReport.WriteSpread(writer, "value", row.Of(at));
            JsonReport.WriteSpread(writer, "by_first", row.Ratio(at, 0));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
