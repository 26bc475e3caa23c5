using System.Text.Encodings.Web;
using System.Text.Json;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>Writes results as one JSON object.</summary>
internal static class JsonReport
{
    /// <summary>How JSON is written.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one run.</summary>
    public static void Write(Stream output, RunResult result)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            WriteRun(writer, result);
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a comparison.</summary>
    public static void Write(Stream output, Comparison comparison)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("mode", comparison.Mode);
            writer.WriteString("a", comparison.A);
            writer.WriteString("b", comparison.B);
            writer.WriteBoolean("sound", comparison.IsSound);
            writer.WriteStartArray("metrics");
            foreach (var metric in comparison.Metrics)
            {
                WriteCompared(writer, metric);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("runs");
            foreach (var run in comparison.Runs)
            {
                WriteRun(writer, run);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes one run as a part of something larger.</summary>
    public static void WriteRun(Utf8JsonWriter writer, RunResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("mode", result.Mode);
        writer.WriteString("url", result.Url);
        writer.WriteString("description", result.Description);
        writer.WriteBoolean("sound", result.IsSound);
        writer.WriteBoolean("interrupted", result.IsInterrupted);
        WriteIntegrity(writer, result.Integrity);
        writer.WriteStartObject("metrics");
        foreach (var metric in result.Metrics)
        {
            writer.WriteNumber(metric.Key, Rounded(metric.Value));
        }

        writer.WriteEndObject();
        WriteTexts(writer, "problems", result.Problems);
        WriteTexts(writer, "notes", result.Notes);
        writer.WriteEndObject();
    }

    private static void WriteIntegrity(Utf8JsonWriter writer, Integrity integrity)
    {
        writer.WriteStartObject("messages");
        writer.WriteNumber("sent", integrity.Sent);
        writer.WriteNumber("received", integrity.Received);
        writer.WriteNumber("lost", integrity.Lost);
        writer.WriteNumber("told", integrity.Told);
        writer.WriteNumber("duplicated", integrity.Duplicated);
        writer.WriteNumber("out_of_order", integrity.OutOfOrder);
        writer.WriteNumber("corrupt", integrity.Corrupt);
        writer.WriteEndObject();
    }

    private static void WriteCompared(Utf8JsonWriter writer, ComparedMetric metric)
    {
        writer.WriteStartObject();
        writer.WriteString("metric", metric.Key);
        WriteSpread(writer, "a", metric.A);
        WriteSpread(writer, "b", metric.B);
        WriteSpread(writer, "a_to_b", metric.Ratio);
        writer.WriteEndObject();
    }

    /// <summary>Writes where the values of some rounds lie, as a property.</summary>
    public static void WriteSpread(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("median", Rounded(spread.Median));
        writer.WriteNumber("min", Rounded(spread.Min));
        writer.WriteNumber("max", Rounded(spread.Max));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 3) : 0;
}
