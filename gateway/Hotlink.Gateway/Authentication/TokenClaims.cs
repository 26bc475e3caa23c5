using System.Text.Json;

namespace Hotlink.Gateway.Authentication;

/// <summary>The claims the relay looks at; absent texts are empty, an absent date is null.</summary>
internal sealed record TokenClaims(string Type, string Subject, string Issuer, DateTimeOffset? ExpiresAt, DateTimeOffset? NotBefore)
{
    private static readonly string[] Known = ["type", "sub", "iss", "exp", "nbf"];

    public static TokenClaims? Read(byte[] json) => TokenJson.Read(json, Read);

    private static TokenClaims? Read(JsonElement claims)
    {
        if (HasLookalike(claims)
            || !TokenJson.TryReadText(claims, "type", out var type)
            || !TokenJson.TryReadText(claims, "sub", out var subject)
            || !TokenJson.TryReadText(claims, "iss", out var issuer)
            || !TryReadDate(claims, "exp", out var expiresAt)
            || !TryReadDate(claims, "nbf", out var notBefore))
        {
            return null;
        }

        return new TokenClaims(type, subject, issuer, expiresAt, notBefore);
    }

    // Other readers of the same token match names without regard to case: "EXP" must not mean two things.
    private static bool HasLookalike(JsonElement claims) =>
        claims.EnumerateObject().Any(claim => Known.Contains(claim.Name, StringComparer.OrdinalIgnoreCase) && !Known.Contains(claim.Name));

    private static bool TryReadDate(JsonElement claims, string name, out DateTimeOffset? date)
    {
        date = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (!NumericDate.TryRead(value, out var read))
        {
            return false;
        }

        date = read;
        return true;
    }
}
