using System.Text.Json;
using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Tunnels;

/// <summary>The content of a <c>stream.tcp</c> marker (client behaviour, section 5.1). Immutable.</summary>
/// <param name="From">The first party, lower case.</param>
/// <param name="To">The second party, lower case.</param>
/// <param name="Port">The port for parties without one of their own; 0 where there is none.</param>
/// <param name="Ports">The parties' own ports, by email in lower case; 0 as if it weren't there.</param>
internal sealed record TunnelMarker(string From, string To, int Port, IReadOnlyDictionary<string, int> Ports)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a marker. Keys that aren't known are ignored; everything else has to be as it should be.</summary>
    /// <exception cref="TunnelMarkerException">It isn't.</exception>
    public static TunnelMarker Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new(PartyIn(root, "from"), PartyIn(root, "to"), root.TryGetProperty("port", out var port) ? PortOf(port) : 0, PortsIn(root))
                : throw NotJson();
        }
        catch (JsonException)
        {
            throw NotJson();
        }
    }

    /// <summary>The port of a party.</summary>
    /// <exception cref="TunnelMarkerException">There is none.</exception>
    public int PortOf(string party) =>
        Ports.TryGetValue(party, out var own) && own != 0 ? own
        : Port != 0 ? Port
        : throw new TunnelMarkerException(TunnelMarkerFault.BadPort, "The marker names no port for this party.");

    private static string PartyIn(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()?.Trim() is { } text && DatasitePath.IsEmail(text)
            ? text.ToLowerInvariant()
            : throw new TunnelMarkerException(TunnelMarkerFault.BadParty, $"'{key}' of the marker is missing or no email.");

    private static Dictionary<string, int> PortsIn(JsonElement root)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!root.TryGetProperty("ports", out var map) || map.ValueKind == JsonValueKind.Null)
        {
            return ports;
        }

        foreach (var entry in map.ValueKind == JsonValueKind.Object ? map.EnumerateObject() : throw NotJson())
        {
            ports[entry.Name.Trim().ToLowerInvariant()] = PortOf(entry.Value);
        }

        return ports;
    }

    // Programs in Go write 0 where they have nothing to say.
    private static int PortOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is >= 0 and <= ushort.MaxValue
            ? port
            : throw new TunnelMarkerException(TunnelMarkerFault.BadPort, "A port of the marker is not 1 to 65535.");

    private static TunnelMarkerException NotJson() =>
        new(TunnelMarkerFault.NotJson, "The marker is not a JSON object with 'from', 'to' and 'port' or 'ports'.");
}
