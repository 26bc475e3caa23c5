using System.Text;
using Hotlink.Gateway.Connections;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class AsciiComparerTests
{
    private static readonly AsciiComparer Comparer = AsciiComparer.Instance;

    [Theory]
    [InlineData("")]
    [InlineData("session-1")]
    [InlineData("!~")]
    public void BytesAndText_OfTheSameKey_AreEqualAndHashAlike(string key)
    {
        var bytes = Encoding.ASCII.GetBytes(key);
        Assert.True(Comparer.Equals(bytes, key));
        Assert.Equal(Comparer.GetHashCode(key), Comparer.GetHashCode(bytes));
        Assert.Equal(key, Comparer.Create(bytes));
    }

    [Fact]
    public void LongKeys_OfAnyLength_HashAlike()
    {
        for (var length = 0; length < 600; length += 7)
        {
            var key = new string('x', length);
            Assert.Equal(Comparer.GetHashCode(key), Comparer.GetHashCode(Encoding.ASCII.GetBytes(key)));
        }
    }

    [Theory]
    [InlineData("session-1", "session-2")]
    [InlineData("session-1", "Session-1")]
    [InlineData("session-1", "session-")]
    [InlineData("?", "\u00e9")]
    public void DifferentKeys_AreNotEqual(string left, string right)
    {
        Assert.False(Comparer.Equals(Encoding.ASCII.GetBytes(left), right));
        Assert.False(Comparer.Equals(left, right));
    }

    [Fact]
    public void BytesThatAreNoAscii_EqualNothing()
    {
        foreach (var text in new[] { "\u00e9", "?", "\u0080", "\ufffd" })
        {
            Assert.False(Comparer.Equals([0xe9], text));
            Assert.False(Comparer.Equals([0xc3, 0xa9], text));
        }
    }
}
