using System.Globalization;
using System.Text;

namespace Hotlink.Load.Client;

/// <summary>The head of an HTTP answer, and as much of a body as came with it.</summary>
internal sealed class HandshakeAnswer
{
    private readonly Dictionary<string, string> _headers;

    private HandshakeAnswer(int status, string body, Dictionary<string, string> headers) => (Status, Body, _headers) = (status, body, headers);

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The beginning of the body; binary where the status is 101.</summary>
    public string Body { get; }

    /// <summary>A header's value, or <see langword="null"/>.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>Reads an answer when its head is complete.</summary>
    /// <param name="arrived">What has arrived.</param>
    /// <param name="headLength">Where the head ends.</param>
    public static HandshakeAnswer? TryRead(ReadOnlySpan<byte> arrived, out int headLength)
    {
        headLength = arrived.IndexOf("\r\n\r\n"u8) + 4;
        if (headLength < 4)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(arrived[..headLength]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return new(0, "this is no HTTP answer", []);
        }

        var headers = HeadersOf(lines.Skip(1));
        var isChunked = headers.GetValueOrDefault("Transfer-Encoding") == "chunked";
        var body = status == 101 ? "" : Encoding.UTF8.GetString(arrived[headLength..]);
        return new(status, (isChunked ? JoinChunks(body) : body).Trim(), headers);
    }

    private static Dictionary<string, string> HeadersOf(IEnumerable<string> lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return headers;
    }

    // As much as has arrived: it is shown to a person, and no more.
    private static string JoinChunks(string body)
    {
        var joined = new StringBuilder();
        var lines = body.Split("\r\n");
        for (var at = 1; at < lines.Length; at += 2)
        {
            joined.Append(lines[at]);
        }

        return joined.ToString();
    }
}
