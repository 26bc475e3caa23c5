namespace Hotlink.Load.Client;

/// <summary>Where a server is.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="IsSecure">Whether TLS is spoken.</param>
/// <param name="Path">The path of the WebSocket endpoint.</param>
/// <param name="Text">As the user wrote it.</param>
internal sealed record Endpoint(string Host, int Port, bool IsSecure, string Path, string Text)
{
    private const string EventsPath = "/api/v1/events";

    /// <summary>The value of the <c>Host</c> header.</summary>
    public string Authority => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Reads <c>http://host:port/prefix</c>; <c>https</c>, <c>ws</c> and <c>wss</c> go too.</summary>
    public static Endpoint? TryParse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return null;
        }

        var isSecure = uri.Scheme is "https" or "wss";
        if (!isSecure && uri.Scheme is not ("http" or "ws"))
        {
            return null;
        }

        return new(uri.IdnHost.Trim('[', ']'), uri.Port, isSecure, uri.AbsolutePath.TrimEnd('/') + EventsPath, text);
    }
}
