using System.Security.Cryptography;
using System.Text;
using Hotlink.Gateway.Authentication;

namespace Hotlink.Gateway.Tests.Authentication;

public sealed class Hs256TokenTests
{
    private const string Head = "\"type\":\"access\",\"sub\":\"a@b.co\",\"iss\":\"https://auth.example.com\"";
    private static readonly TokenKeys Keys = new([Tokens.OtherSecret, Tokens.Secret], [Tokens.Issuer]);

    [Fact]
    public void Start_OfTheClock_IsAnHourBeforeTheUsualExpiry() =>
        Assert.Equal(Tokens.InAnHour, FixedClock.Start.AddHours(1).ToUnixTimeSeconds());

    [Fact]
    public void Verify_TokenOfTheIssuer_Holds() => Assert.Equal(TokenFault.None, Check(Tokens.Access()));

    [Fact]
    public void Verify_EitherConfiguredSecret_Holds() => Assert.Equal(TokenFault.None, Check(Tokens.Access(secret: Tokens.OtherSecret)));

    [Fact]
    public void Verify_SecretThatWasRotatedOut_IsRefused() =>
        Assert.Equal(TokenFault.Signature, Check(Tokens.Access(secret: "a secret of last year, long enough")));

    [Theory]
    // Dates: there is no leeway, and a fraction is cut off.
    [InlineData("1772366401", TokenFault.None)]
    [InlineData("1772366400", TokenFault.Expired)]
    [InlineData("1772366400.9", TokenFault.Expired)]
    [InlineData("1772366401.5", TokenFault.None)]
    [InlineData("1.7723664e9", TokenFault.Expired)]
    [InlineData("0", TokenFault.Expired)]
    [InlineData("-1", TokenFault.Expired)]
    [InlineData("-1e300", TokenFault.Expired)]
    [InlineData("1e300", TokenFault.None)]
    [InlineData("99999999999999999999999999", TokenFault.None)]
    [InlineData("1e999", TokenFault.ClaimsJson)]
    [InlineData("null", TokenFault.ClaimsJson)]
    [InlineData("\"1772370000\"", TokenFault.ClaimsJson)]
    [InlineData("true", TokenFault.ClaimsJson)]
    [InlineData("{}", TokenFault.ClaimsJson)]
    public void Verify_Expiry_IsHonoured(string exp, object expected) =>
        Assert.Equal((TokenFault)expected, Check(Tokens.Signed($$"""{{{Head}},"exp":{{exp}}}""")));

    [Theory]
    [InlineData("1772366400", TokenFault.None)]
    [InlineData("1772366400.9", TokenFault.None)]
    [InlineData("1772366401", TokenFault.NotYetValid)]
    [InlineData("1e300", TokenFault.NotYetValid)]
    [InlineData("-1e300", TokenFault.None)]
    [InlineData("[]", TokenFault.ClaimsJson)]
    public void Verify_NotBefore_IsHonoured(string nbf, object expected) =>
        Assert.Equal((TokenFault)expected, Check(Tokens.Signed($$"""{{{Head}},"nbf":{{nbf}}}""")));

    [Fact]
    public void Verify_NoExpiry_HoldsWithoutEnd()
    {
        Assert.Equal(TokenFault.None, CompactToken.Parse(Tokens.Signed($$"""{{{Head}}}"""), out var token));
        Assert.Equal(TokenFault.None, Hs256Token.Verify(token!, Keys, FixedClock.Start));
        Assert.Null(token!.Claims.ExpiresAt);
    }

    [Fact]
    public void Verify_ExpiryBeyondTheCalendar_BecomesItsLastSecond()
    {
        CompactToken.Parse(Tokens.Signed($$"""{{{Head}},"exp":1e300}"""), out var token);
        Assert.Equal(9999, token!.Claims.ExpiresAt!.Value.Year);
    }

    // Pitfall 77: only HS256, whatever the token says of itself.
    [Theory]
    [InlineData("""{"alg":"HS384"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":"HS512"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":"none"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":"None"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":"hs256"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":"RS256"}""", TokenFault.OtherAlgorithm)]
    [InlineData("""{"alg":""}""", TokenFault.NoAlgorithm)]
    [InlineData("{}", TokenFault.NoAlgorithm)]
    [InlineData("""{"alg":null}""", TokenFault.HeaderJson)]
    [InlineData("""{"alg":["HS256"]}""", TokenFault.HeaderJson)]
    [InlineData("""{"alg":"none","alg":"HS256"}""", TokenFault.HeaderJson)]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""", TokenFault.CriticalHeader)]
    public void Verify_Header_AllowsHs256Alone(string header, object expected) =>
        Assert.Equal((TokenFault)expected, Check(Tokens.SignedRaw(header, Encoding.UTF8.GetBytes($$"""{{{Head}}}"""))));

    [Fact]
    public void Verify_TrueHs512Signature_IsRefused_Pitfall77()
    {
        var signedPart = $"{Tokens.Encode("""{"alg":"HS512"}""")}.{Tokens.Encode($$"""{{{Head}}}""")}";
        var signature = HMACSHA512.HashData(Encoding.UTF8.GetBytes(Tokens.Secret), Encoding.ASCII.GetBytes(signedPart));
        Assert.Equal(TokenFault.OtherAlgorithm, Check($"{signedPart}.{Tokens.Encode(signature)}"));
    }

    [Fact]
    public void Verify_AlgorithmNoneWithoutSignature_IsRefused() =>
        Assert.Equal(TokenFault.OtherAlgorithm, Check($"{Tokens.Encode("""{"alg":"none"}""")}.{Tokens.Encode($$"""{{{Head}}}""")}."));

    [Fact]
    public void Verify_EmptyOrCutSignature_IsRefused()
    {
        var token = Tokens.Access();
        var signatureAt = token.LastIndexOf('.') + 1;
        Assert.Equal(TokenFault.Signature, Check(token[..signatureAt]));
        Assert.Equal(TokenFault.Signature, Check(token[..(signatureAt + 4)]));
    }

    [Theory]
    [InlineData("https://elsewhere.example.com")]
    [InlineData("https://AUTH.example.com")]
    [InlineData("")]
    public void Verify_OtherIssuer_IsRefused_Pitfall77(string issuer) =>
        Assert.Equal(TokenFault.Issuer, Check(Tokens.Access(issuer: issuer)));

    [Fact]
    public void Verify_NoIssuerConfigured_TakesAny()
    {
        CompactToken.Parse(Tokens.Access(issuer: "whoever"), out var token);
        Assert.Equal(TokenFault.None, Hs256Token.Verify(token!, new TokenKeys([Tokens.Secret], []), FixedClock.Start));
    }

    [Fact]
    public void Verify_NoSecretConfigured_RefusesEverything()
    {
        CompactToken.Parse(Tokens.Access(secret: ""), out var token);
        Assert.Equal(TokenFault.Signature, Hs256Token.Verify(token!, new TokenKeys([], []), FixedClock.Start));
    }

    private static TokenFault Check(string text)
    {
        var fault = CompactToken.Parse(text, out var token);
        return token is null ? fault : Hs256Token.Verify(token, Keys, FixedClock.Start);
    }
}
