using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hotlink.Testing.Identity;

/// <summary>Issues access tokens as SyftBox's server does.</summary>
public static class AccessTokens
{
    /// <summary>An HS256 token.</summary>
    /// <param name="subject">The user.</param>
    /// <param name="secret">The key, as text.</param>
    /// <param name="expires">When it ends; never where unset.</param>
    /// <param name="issuer">Who issued it.</param>
    /// <param name="type"><c>access</c>, or what a test wants to see refused.</param>
    public static string Issue(string subject, string secret, DateTimeOffset? expires = null, string? issuer = null, string type = "access")
    {
        var claims = new Dictionary<string, object> { ["type"] = type, ["sub"] = subject, ["jti"] = Guid.NewGuid().ToString() };
        if (expires is { } end)
        {
            claims["exp"] = end.ToUnixTimeSeconds();
        }

        if (issuer is not null)
        {
            claims["iss"] = issuer;
        }

        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
