using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Handshake;

/// <summary>What decides whether a request becomes a WebSocket.</summary>
internal readonly record struct UpgradeRequest
{
    public required string Method { get; init; }

    /// <summary>Such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The <c>Host</c> header as it came.</summary>
    public required string Host { get; init; }

    public StringValues Connection { get; init; }

    public StringValues Upgrade { get; init; }

    public StringValues Version { get; init; }

    public StringValues Key { get; init; }

    public StringValues Origin { get; init; }

    public static UpgradeRequest From(HttpRequest request) => new()
    {
        Method = request.Method,
        Protocol = request.Protocol,
        Host = request.Headers.Host.ToString(),
        Connection = request.Headers.Connection,
        Upgrade = request.Headers.Upgrade,
        Version = request.Headers.SecWebSocketVersion,
        Key = request.Headers.SecWebSocketKey,
        Origin = request.Headers.Origin,
    };
}
