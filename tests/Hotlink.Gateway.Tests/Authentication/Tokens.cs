using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Gateway.Tests.Authentication;

/// <summary>Issues tokens, good and bad, independently of the code under test.</summary>
internal static class Tokens
{
    public const string Secret = "correct horse battery staple";
    public const string OtherSecret = "another secret of some length";
    public const string Issuer = "https://auth.example.com";
    public const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>FixedClock.Start plus an hour.</summary>
    public const long InAnHour = 1772370000;

    public static string Access(string subject = "alice@example.com", string secret = Secret, string issuer = Issuer) =>
        Signed($$"""{"type":"access","sub":"{{subject}}","iss":"{{issuer}}","exp":{{InAnHour}},"iat":1772366400,"jti":"1"}""", secret);

    public static string Signed(string claims, string secret = Secret) => SignedRaw(Hs256, Encoding.UTF8.GetBytes(claims), secret);

    public static string SignedRaw(string header, byte[] claims, string secret = Secret)
    {
        var signedPart = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(claims)}";
        return $"{signedPart}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signedPart)))}";
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));
}
