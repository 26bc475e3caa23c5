using Hotlink.Domain.Paths;

namespace Hotlink.Domain.Tests.Paths;

public sealed class LenientPathTests
{
    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("", ".")]
    [InlineData("/", ".")]
    [InlineData("./", ".")]
    [InlineData("/alice@x.io/public//x/../f.txt", "alice@x.io/public/f.txt")]
    [InlineData("a/b/", "a/b")]
    [InlineData("./a/./b", "a/b")]
    [InlineData("../m@x.io/f", "../m@x.io/f")]
    [InlineData("m@x.io/a/../../../b", "../b")]
    [InlineData("/../../m@x.io/f", "m@x.io/f")]
    [InlineData("//m@x.io", "m@x.io")]
    [InlineData("a/..", ".")]
    [InlineData("../../a/../..", "../../..")]
    [InlineData("a\\b", "a\\b")]
    public void Normalize_Path_IsRewrittenAsTheSpecificationSays(string path, string expected)
    {
        Assert.Equal(expected, LenientPath.Normalize(path, new char[path.Length + 1]).ToString());
        Assert.True(!LenientPath.IsNormal(path) || path == expected);
    }

    [Fact]
    public void Normalize_RandomPaths_IsIdempotentAndKnowsItsOwnForm()
    {
        var random = new Random(12);
        for (var i = 0; i < 20_000; i++)
        {
            var path = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => "ab./"[random.Next(4)])]);
            var once = LenientPath.Normalize(path, new char[path.Length + 1]).ToString();
            Assert.Equal(once, LenientPath.Normalize(once, new char[once.Length + 1]).ToString());
            Assert.Equal(path == once && !path.Split('/').Any(segment => segment is "." or ".."), LenientPath.IsNormal(path));
        }
    }
}
