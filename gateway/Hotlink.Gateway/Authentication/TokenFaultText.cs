namespace Hotlink.Gateway.Authentication;

/// <summary>The wire text of each <see cref="TokenFault"/>, spelled as today's clients know it.</summary>
internal static class TokenFaultText
{
    private const int LongestEchoedType = 32;

    public static string Of(TokenFault fault, TokenClaims? claims) => fault switch
    {
        TokenFault.TooLong => "token is malformed: token is too long",
        TokenFault.Segments => "token is malformed: token contains an invalid number of segments",
        TokenFault.HeaderEncoding => "token is malformed: could not base64 decode header",
        TokenFault.HeaderJson => "token is malformed: could not JSON decode header",
        TokenFault.ClaimsEncoding => "token is malformed: could not base64 decode claim",
        TokenFault.ClaimsJson => "token is malformed: could not JSON decode claim",
        TokenFault.SignatureEncoding => "token is malformed: could not base64 decode signature",
        TokenFault.NoAlgorithm => "token is unverifiable: signing method (alg) is unspecified",
        TokenFault.OtherAlgorithm => "token is unverifiable: signing method (alg) is unavailable",
        TokenFault.CriticalHeader => "token is unverifiable: critical header parameters are not supported",
        TokenFault.Signature => "token signature is invalid: signature is invalid",
        TokenFault.Expired => "token has invalid claims: token is expired",
        TokenFault.NotYetValid => "token has invalid claims: token is not valid yet",
        TokenFault.Issuer => "token has invalid claims: token has invalid issuer",
        TokenFault.WrongType => $"wrong token type got \"{Printable(claims?.Type)}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };

    private static string Printable(string? type) =>
        type is { Length: <= LongestEchoedType } && type.All(c => c is >= ' ' and <= '~') ? type : "";
}
