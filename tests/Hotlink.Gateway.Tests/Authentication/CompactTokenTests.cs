using System.Text;
using Hotlink.Gateway.Authentication;

namespace Hotlink.Gateway.Tests.Authentication;

public sealed class CompactTokenTests
{
    private static readonly string Header = Tokens.Encode(Tokens.Hs256);
    private static readonly string Claims = Tokens.Encode("""{"sub":"a@b.co"}""");

    [Theory]
    [InlineData("", TokenFault.Segments)]
    [InlineData("a", TokenFault.Segments)]
    [InlineData("a.b", TokenFault.Segments)]
    [InlineData("a.b.c.d", TokenFault.Segments)]
    [InlineData("..", TokenFault.HeaderJson)]
    [InlineData("a.b.c", TokenFault.HeaderEncoding)]
    [InlineData("{H}.{C}.AA==", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}.A A", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}.A", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}.AB", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}.A+/A", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}.ÄA", TokenFault.SignatureEncoding)]
    [InlineData("{H}.{C}%3D.AAAA", TokenFault.ClaimsEncoding)]
    [InlineData("{H}=.{C}.AAAA", TokenFault.HeaderEncoding)]
    [InlineData(" {H}.{C}.AAAA", TokenFault.HeaderEncoding)]
    [InlineData("{H}.{C}.AAAA", TokenFault.None)]
    public void Parse_Form_IsStrict(string form, object expected)
    {
        var text = form.Replace("{H}", Header, StringComparison.Ordinal).Replace("{C}", Claims, StringComparison.Ordinal);
        Assert.Equal((TokenFault)expected, CompactToken.Parse(text, out var token));
        Assert.Equal((TokenFault)expected == TokenFault.None, token is not null);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"sub\"")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'sub':'a'}")]
    [InlineData("{\"sub\":1}")]
    [InlineData("{\"sub\":null}")]
    [InlineData("{\"iss\":[\"a\"]}")]
    [InlineData("{\"type\":{}}")]
    [InlineData("{\"sub\":\"a@b.co\",\"sub\":\"c@d.co\"}")]
    [InlineData("{\"sub\":\"a@b.co\",\"\\u0073ub\":\"c@d.co\"}")]
    [InlineData("{\"sub\":\"a@b.co\",\"Sub\":\"c@d.co\"}")]
    [InlineData("{\"EXP\":1}")]
    [InlineData("{\"sub\":\"\\ud800\"}")]
    [InlineData("{\"a\":[[[[[[[[[[1]]]]]]]]]]}")]
    public void Parse_Claims_AreOneStrictObject(string claims) =>
        Assert.Equal(TokenFault.ClaimsJson, CompactToken.Parse($"{Header}.{Tokens.Encode(claims)}.AAAA", out _));

    [Fact]
    public void Parse_ClaimsWithBrokenUtf8_AreRefused()
    {
        byte[] broken = [.. "{\"sub\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal(TokenFault.ClaimsJson, CompactToken.Parse($"{Header}.{Tokens.Encode(broken)}.AAAA", out _));
    }

    [Fact]
    public void Parse_UnknownClaims_AreNoConcern() =>
        Assert.Equal(
            TokenFault.None, CompactToken.Parse($"{Header}.{Tokens.Encode("""{"aud":["x"],"jti":7,"x":{"y":null}}""")}.AAAA", out _));

    [Fact]
    [Trait("CWE", "400")]
    public void Parse_MoreThan8KiB_IsRefusedUnread()
    {
        Assert.Equal(TokenFault.TooLong, CompactToken.Parse(new string('.', CompactToken.MaximumLength + 1), out _));
        Assert.Equal(TokenFault.Segments, CompactToken.Parse(new string('.', CompactToken.MaximumLength), out _));
    }

    [Fact]
    public void Parse_AnythingAtAll_NeverThrowsAndNeverVerifies()
    {
        var random = new Random(20260301);
        var keys = new TokenKeys([Tokens.Secret], []);
        var good = Tokens.Access();
        for (var round = 0; round < 20_000; round++)
        {
            var text = round % 2 == 0 ? Mutated(good, random) : RandomToken(random);
            if (text == good)
            {
                continue;
            }

            var fault = CompactToken.Parse(text, out var token);
            fault = token is null ? fault : Hs256Token.Verify(token, keys, FixedClock.Start);
            Assert.True(fault != TokenFault.None, text);
            Assert.DoesNotContain("\n", TokenFaultText.Of(fault, token?.Claims), StringComparison.Ordinal);
        }
    }

    private static string Mutated(string token, Random random)
    {
        var text = new StringBuilder(token);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text[at] = (char)random.Next(0x20, 0x100);
                    break;
                case 1:
                    text.Remove(at, 1);
                    break;
                default:
                    text.Insert(at, (char)random.Next(0x20, 0x7F));
                    break;
            }
        }

        return text.ToString();
    }

    // Random JSON-like claims behind a good header reach further than random characters do.
    private static string RandomToken(Random random)
    {
        string[] pieces =
        [
            "{", "}", "\"exp\"", "\"sub\"", "\"type\"", ":", ",", "1e9", "-1",
            "\"access\"", "\"\\ud83d\"", "null", "[", "]", "\xFF", "1e999",
        ];
        var claims = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
        var body = Tokens.Encode(Encoding.Latin1.GetBytes("{" + claims + "}"));
        return $"{Header}.{body}.{Tokens.Encode("no signature of these claims, 32b")}";
    }
}
