using System.Text;
using Hotlink.Domain.Paths;

namespace Hotlink.Domain.Tests.Paths;

public sealed class CanonicalPathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("alice@x.io/app_data/rpc/ep/stream.tcp.request")]
    [InlineData("ü@x.io/ä b/…")]
    [InlineData("a@x.io/..b/c..")]
    [InlineData("a@x.io/.hidden/...")]
    [InlineData("a@x.io/C:")]
    [InlineData("a@x.io/x:y")]
    [InlineData("ab:c")]
    public void IsCanonical_PlainRelativePath_IsTaken(string path)
    {
        Assert.True(CanonicalPath.IsCanonical(path));
        Assert.True(CanonicalPath.IsCanonical(Encoding.UTF8.GetBytes(path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("./a")]
    [InlineData("a/./b")]
    [InlineData("a/../b")]
    [InlineData("a/..")]
    [InlineData("a/.")]
    [InlineData("a\\b")]
    [InlineData("a/\0")]
    [InlineData("a/\n")]
    [InlineData("a/\u001F")]
    [InlineData("a/\u007F")]
    [InlineData("a/\u0085")]
    [InlineData("C:/a")]
    [InlineData("c:a")]
    [InlineData("/../../m@x.io/p/f")]
    public void IsCanonical_AnythingToResolve_IsRefused(string path)
    {
        Assert.False(CanonicalPath.IsCanonical(path));
        Assert.False(CanonicalPath.IsCanonical(Encoding.UTF8.GetBytes(path)));
    }

    [Fact]
    public void IsCanonical_Length_IsCountedInBytes()
    {
        var longest = new string('a', 1022) + "é";
        Assert.True(CanonicalPath.IsCanonical(longest));
        Assert.True(CanonicalPath.IsCanonical(Encoding.UTF8.GetBytes(longest)));
        Assert.False(CanonicalPath.IsCanonical(longest + "a"));
        Assert.False(CanonicalPath.IsCanonical(Encoding.UTF8.GetBytes(longest + "a")));
        Assert.False(CanonicalPath.IsCanonical(new string('é', 513)));
    }

    [Fact]
    public void IsCanonical_BrokenEncoding_IsRefused()
    {
        Assert.False(CanonicalPath.IsCanonical("a/\uD800"));
        Assert.False(CanonicalPath.IsCanonical([(byte)'a', 0xC2]));
        Assert.False(CanonicalPath.IsCanonical([(byte)'a', (byte)'/', 0xC0, 0xAE]));
        Assert.False(CanonicalPath.IsCanonical([0xFF]));
    }

    [Fact]
    public void IsCanonical_RandomPaths_AgreesInBothEncodingsAndWithNormalisation()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var path = new string([.. Enumerable.Range(0, random.Next(10)).Select(_ => "a./\\:C\u0001é"[random.Next(8)])]);
            var canonical = CanonicalPath.IsCanonical(path);
            Assert.Equal(canonical, CanonicalPath.IsCanonical(Encoding.UTF8.GetBytes(path)));
            Assert.True(!canonical || LenientPath.IsNormal(path), path);
        }
    }
}
