using System.Text.Json;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Scaling;

/// <summary>Shows what many connections and sessions cost.</summary>
internal static class ScaleReport
{
    /// <summary>As tables.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ScaleResult> results, ScaleSettings settings)
    {
        output.WriteLine($"scale  {settings.Rounds} rounds in turn, median (lowest–highest)");
        foreach (var result in results)
        {
            output.WriteLine($"{result.Name}, at rest");
            TableReport.Write(output, result.IdleConnections);
            TableReport.Write(output, result.IdleSessions);
            foreach (var contest in (ReadOnlySpan<Contest>)[result.Sessions, result.Connections])
            {
                ContestReport.Write(output, contest);
                ContestReport.WriteIntegrity(output, contest);
            }
        }
    }

    /// <summary>As JSON.</summary>
    public static void WriteJson(Stream output, IReadOnlyList<ScaleResult> results)
    {
        using (var writer = new Utf8JsonWriter(output, JsonReport.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("mode", "scale");
            writer.WriteStartArray("places");
            foreach (var result in results)
            {
                writer.WriteStartObject();
                writer.WriteString("name", result.Name);
                writer.WritePropertyName("idle_connections");
                JsonReport.WriteRun(writer, result.IdleConnections);
                writer.WritePropertyName("idle_sessions");
                JsonReport.WriteRun(writer, result.IdleSessions);
                writer.WritePropertyName("sessions");
                ContestJson.Write(writer, result.Sessions);
                writer.WritePropertyName("connections");
                ContestJson.Write(writer, result.Connections);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
