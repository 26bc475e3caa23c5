using System.Text;
using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions;

public sealed class SessionIdTests
{
    [Theory]
    [InlineData("12345678", true)]
    [InlineData("!~!~!~!~", true)]
    [InlineData("3f2a9c1e-7b4d-4d1e-9a57-0c2f6f0b1d2e", true)]
    [InlineData("1234567", false)]
    [InlineData("", false)]
    [InlineData("1234 5678", false)]
    [InlineData("12345678\n", false)]
    [InlineData("12345678\u007f", false)]
    [InlineData("1234567ü", false)]
    public void IsValid_Text_IsPrintableAsciiOfTheRightLength(string id, bool expected)
    {
        Assert.Equal(expected, SessionId.IsValid(id));
        Assert.Equal(expected, SessionId.IsValid(Encoding.UTF8.GetBytes(id)));
    }

    [Theory]
    [InlineData(SessionId.MinLength - 1, false)]
    [InlineData(SessionId.MinLength, true)]
    [InlineData(SessionId.MaxLength, true)]
    [InlineData(SessionId.MaxLength + 1, false)]
    public void IsValid_Length_HasBounds(int length, bool expected) => Assert.Equal(expected, SessionId.IsValid(new string('s', length)));
}
