using Hotlink.Gateway.Authentication;

namespace Hotlink.Gateway.Tests.Authentication;

public sealed class TokenFaultTextTests
{
    [Fact]
    public void Of_EveryFault_HasAText()
    {
        foreach (var fault in Enum.GetValues<TokenFault>().Where(fault => fault != TokenFault.None))
        {
            Assert.NotEmpty(TokenFaultText.Of(fault, claims: null));
        }
    }

    [Theory]
    [InlineData("refresh", "wrong token type got \"refresh\"")]
    [InlineData("", "wrong token type got \"\"")]
    [InlineData("line\nbreak", "wrong token type got \"\"")]
    [InlineData("übergang", "wrong token type got \"\"")]
    [InlineData("0123456789012345678901234567890123", "wrong token type got \"\"")]
    public void Of_WrongType_RepeatsOnlyShortPrintableOnes(string type, string expected) =>
        Assert.Equal(expected, TokenFaultText.Of(TokenFault.WrongType, new TokenClaims(type, "", "", null, null)));
}
