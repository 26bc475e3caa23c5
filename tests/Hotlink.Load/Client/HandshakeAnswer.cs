using System.Globalization;
using System.Text;

namespace Hotlink.Load.Client;

/// <summary>The head of an HTTP answer, and as much of a body as came with it.</summary>
internal sealed class HandshakeAnswer
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private HandshakeAnswer(int status, string body) => (Status, Body) = (status, body);

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
            return new(0, "this is no HTTP answer");
        }

        var answer = new HandshakeAnswer(status, status == 101 ? "" : Encoding.UTF8.GetString(arrived[headLength..]).Trim());
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                answer._headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return answer;
    }
}
