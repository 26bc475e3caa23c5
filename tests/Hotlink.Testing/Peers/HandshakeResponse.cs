using System.Globalization;

namespace Hotlink.Testing.Peers;

/// <summary>The relay's answer to the opening handshake.</summary>
/// <param name="Status">The HTTP status; 101 where the connection is up.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">The body of a refusal.</param>
public sealed record HandshakeResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static async Task<HandshakeResponse> ReadAsync(ServerFrameReader reader)
    {
        var status = int.Parse((await reader.ReadLineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            headers.Add(parts[0], parts[1].Trim());
        }

        var body = status == 101 ? ""
            : headers.ContainsKey("Transfer-Encoding") ? await ReadChunksAsync(reader)
            : await reader.ReadTextAsync(int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture));
        return new(status, headers, body);
    }

    private static async Task<string> ReadChunksAsync(ServerFrameReader reader)
    {
        var body = "";
        while (int.Parse(await reader.ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
        {
            body += await reader.ReadTextAsync(length);
            await reader.ReadLineAsync();
        }

        return body;
    }
}
