using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Handshake;

/// <summary>
/// The server's side of the WebSocket opening handshake (RFC 6455, section 4.2.1) and the origin rule of wire-protocol, section 1.
/// </summary>
internal static class UpgradeRules
{
    private const int KeyBytes = 16;
    private const int KeyChars = 24;

    /// <summary>Null when the request may be upgraded, else the first rule that it breaks.</summary>
    public static UpgradeRefusal? Check(in UpgradeRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return UpgradeRefusal.Method;
        }

        // Only HTTP/1.1 can switch protocols: HTTP/2 has no Upgrade.
        if (!HttpProtocol.IsHttp11(request.Protocol))
        {
            return UpgradeRefusal.OldProtocol;
        }

        if (!HasToken(request.Connection, "upgrade"))
        {
            return UpgradeRefusal.Connection;
        }

        if (!HasToken(request.Upgrade, "websocket"))
        {
            return UpgradeRefusal.Upgrade;
        }

        if (request.Version is not ["13"])
        {
            return UpgradeRefusal.Version;
        }

        if (!IsKey(request.Key))
        {
            return UpgradeRefusal.Key;
        }

        return IsSameOrigin(request.Origin, request.Host) ? null : UpgradeRefusal.Origin;
    }

    private static bool HasToken(StringValues header, string token) =>
        header.Any(line => line?.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase) == true);

    private static bool IsKey(StringValues header)
    {
        Span<byte> decoded = stackalloc byte[KeyBytes + 2];
        return header is [{ } value]
            && value.Trim() is { Length: KeyChars } key
            && Convert.TryFromBase64String(key, decoded, out var length)
            && length == KeyBytes;
    }

    // Programs send no origin; browsers send the page's. Ports count, as the clients' own rule has it.
    private static bool IsSameOrigin(StringValues header, string host)
    {
        if (StringValues.IsNullOrEmpty(header))
        {
            return true;
        }

        if (header is not [{ } origin])
        {
            return false;
        }

        var schemeEnd = origin.IndexOf("://", StringComparison.Ordinal);
        return schemeEnd > 0 && origin.AsSpan(schemeEnd + 3).Equals(host, StringComparison.OrdinalIgnoreCase);
    }
}
