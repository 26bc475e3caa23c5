using System.Security.Cryptography;

namespace Hotlink.Gateway.Authentication;

/// <summary>Verifies access tokens signed with HMAC-SHA-256 (RFC 7515, RFC 7518 section 3.2). Nothing else is accepted.</summary>
internal static class Hs256Token
{
    private const string AccessType = "access";

    /// <summary>The first rule that <paramref name="token"/> breaks. There is no leeway on dates.</summary>
    public static TokenFault Verify(CompactToken token, TokenKeys keys, DateTimeOffset now)
    {
        if (token.Header.Algorithm.Length == 0)
        {
            return TokenFault.NoAlgorithm;
        }

        if (token.Header.Algorithm != "HS256")
        {
            return TokenFault.OtherAlgorithm;
        }

        if (token.Header.HasCritical)
        {
            return TokenFault.CriticalHeader;
        }

        return IsSigned(token, keys) ? VerifyClaims(token.Claims, keys, now) : TokenFault.Signature;
    }

    private static TokenFault VerifyClaims(TokenClaims claims, TokenKeys keys, DateTimeOffset now)
    {
        if (claims.ExpiresAt <= now)
        {
            return TokenFault.Expired;
        }

        if (claims.NotBefore > now)
        {
            return TokenFault.NotYetValid;
        }

        if (keys.Issuers.Count > 0 && !keys.Issuers.Contains(claims.Issuer))
        {
            return TokenFault.Issuer;
        }

        return claims.Type == AccessType ? TokenFault.None : TokenFault.WrongType;
    }

    private static bool IsSigned(CompactToken token, TokenKeys keys)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = false;
        foreach (var secret in keys.Secrets)
        {
            HMACSHA256.HashData(secret, token.SignedPart, expected);
            signed |= CryptographicOperations.FixedTimeEquals(expected, token.Signature);
        }

        return signed;
    }
}
