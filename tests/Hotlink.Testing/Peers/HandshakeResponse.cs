namespace Hotlink.Testing.Peers;

/// <summary>The relay's answer to the opening handshake.</summary>
/// <param name="Status">The HTTP status; 101 where the connection is up.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">The body of a refusal.</param>
public sealed record HandshakeResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static HandshakeResponse Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, "");
    }
}
