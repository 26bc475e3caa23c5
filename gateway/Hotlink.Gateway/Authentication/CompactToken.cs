using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hotlink.Gateway.Authentication;

/// <summary>A JWT in compact form, taken apart and not yet trusted: nothing in it holds before <see cref="Hs256Token.Verify"/>.</summary>
internal sealed class CompactToken
{
    public const int MaximumLength = 8 * 1024;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private CompactToken(TokenHeader header, TokenClaims claims, byte[] signedPart, byte[] signature) =>
        (Header, Claims, SignedPart, Signature) = (header, claims, signedPart, signature);

    public TokenHeader Header { get; }

    public TokenClaims Claims { get; }

    public byte[] SignedPart { get; }

    public byte[] Signature { get; }

    /// <summary>Returns <see cref="TokenFault.None"/> and the token, or why the text is none.</summary>
    public static TokenFault Parse(string text, out CompactToken? token)
    {
        token = null;
        if (text.Length > MaximumLength)
        {
            return TokenFault.TooLong;
        }

        var parts = text.Split('.');
        return parts.Length == 3 ? Parse(text, parts, out token) : TokenFault.Segments;
    }

    private static TokenFault Parse(string text, string[] parts, out CompactToken? token)
    {
        token = null;
        if (!TryDecode(parts[0], out var headerJson))
        {
            return TokenFault.HeaderEncoding;
        }

        if (TokenHeader.Read(headerJson) is not { } header)
        {
            return TokenFault.HeaderJson;
        }

        if (!TryDecode(parts[1], out var claimsJson))
        {
            return TokenFault.ClaimsEncoding;
        }

        if (TokenClaims.Read(claimsJson) is not { } claims)
        {
            return TokenFault.ClaimsJson;
        }

        if (!TryDecode(parts[2], out var signature))
        {
            return TokenFault.SignatureEncoding;
        }

        token = new CompactToken(header, claims, Encoding.ASCII.GetBytes(text, 0, text.LastIndexOf('.')), signature);
        return TokenFault.None;
    }

    // The framework's decoder also takes padding and white space; a token has neither (RFC 7515, section 2).
    private static bool TryDecode(string part, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (part.AsSpan().ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        var buffer = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        if (Base64Url.DecodeFromChars(part, buffer, out _, out var written) != OperationStatus.Done)
        {
            return false;
        }

        bytes = buffer[..written];
        return true;
    }
}
