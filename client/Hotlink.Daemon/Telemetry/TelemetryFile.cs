using System.Text.Json;
using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Telemetry;

/// <summary><c>&lt;datasites&gt;/&lt;user&gt;/.syftbox/hotlink_telemetry.json</c>. Readers see the whole of the old file or of the new one, never a part.</summary>
internal sealed class TelemetryFile(DatasitesFolder folder)
{
    private const string Name = "hotlink_telemetry.json";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Its canonical path.</summary>
    public string Path { get; } = $"{folder.User}/.syftbox/{Name}";

    /// <summary>The document as the file holds it.</summary>
    public static byte[] Encode(TelemetryDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Json);

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TelemetryDocument? Decode(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<TelemetryDocument>(json, Json);

    /// <summary>Replaces the file.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="DatasitePathException">Its place is elsewhere: a link, say.</exception>
    public void Write(TelemetryDocument document)
    {
        var place = folder.Resolve(Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        var next = folder.Resolve($"{folder.User}/.syftbox/.{Name}.{Environment.ProcessId}");
        File.WriteAllBytes(next, Encode(document));
        File.Move(next, place, overwrite: true);
    }
}
