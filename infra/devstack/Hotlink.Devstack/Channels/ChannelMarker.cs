using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotlink.Devstack.Channels;

/// <summary>The content of a <c>stream.tcp</c> file (client behaviour, section 5.1).</summary>
internal sealed record ChannelMarker(
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("port")] int Port,
    [property: JsonPropertyName("ports")] IReadOnlyDictionary<string, int> Ports)
{
    public const string FileName = "stream.tcp";

    public string ToJson() => JsonSerializer.Serialize(this);
}
