using Hotlink.Domain.Access;
using Hotlink.Domain.Access.Globs;

namespace Hotlink.Domain.Tests.Access.Globs;

public sealed class GlobPatternTests
{
    // The table of access rules, section 6.
    [Theory]
    [InlineData("P01", "a/**", "a", true)]
    [InlineData("P02", "a/**", "a/b/c", true)]
    [InlineData("P03", "a/**/c", "a/c", true)]
    [InlineData("P04", "a/**/c", "a/b/b2/c", true)]
    [InlineData("P05", "a/*", "a/b/c", false)]
    [InlineData("P06", "a/*", "a/", true)]
    [InlineData("P07", "a/**.request", "a/x.request", true)]
    [InlineData("P08", "a/**.request", "a/b/x.request", false)]
    [InlineData("P09", "a/**/*.request", "a/x.request", true)]
    [InlineData("P10", "a/**/*.request", "a/b/x.request", true)]
    [InlineData("P11", "**", "a/b", true)]
    [InlineData("P12", "*", "a/b", false)]
    [InlineData("P13", "a/*", "a/.hidden", true)]
    [InlineData("P14", "a/[bc]x", "a/bx", true)]
    [InlineData("P15", "a/[!b]x", "a/bx", false)]
    [InlineData("P16", "a/[!b]x", "a/cx", true)]
    [InlineData("P17", "a/{b,c}.t?t", "a/c.txt", true)]
    [InlineData("P18", "a/[b", "a/b", false)]
    [InlineData("P19", "a/\\*", "a/*", true)]
    [InlineData("P20", "a/\\*", "a/b", false)]
    [InlineData("P21", "a/b/**", "a/bc", false)]
    [InlineData("P22", "a?c", "a/c", false)]
    [InlineData("P23", "a/x**", "a/xy/z", false)]
    [InlineData("P24", "a**/b", "axx/b", true)]
    [InlineData("P25", "a/**b/c", "a/zb/c", true)]
    [InlineData("P26", "a/é?", "a/éx", true)]
    public void IsMatch_PatternOfTheSpecification_AgreesWithIt(string id, string pattern, string name, bool expected)
    {
        Assert.NotEmpty(id);
        Assert.Equal(expected, IsMatch(pattern, name));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("**", "", true)]
    [InlineData("*", "/", false)]
    [InlineData("/*", "/", true)]
    [InlineData("*/", "a/", true)]
    [InlineData("a/", "a", false)]
    [InlineData("a/**/", "a", true)]
    [InlineData("a/**/", "a/", true)]
    [InlineData("a/**/", "a/b", false)]
    [InlineData("a/**/", "a/b/", true)]
    [InlineData("a/**", "ab", false)]
    [InlineData("**/c", "c", true)]
    [InlineData("**/c", "a/b/c", true)]
    [InlineData("**/c", "abc", false)]
    [InlineData("**/a/**/b", "a/x/a/y/z/b", true)]
    [InlineData("***", "ab", true)]
    [InlineData("***", "a/b", false)]
    [InlineData("a***", "a", false)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxexxx/f", true)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzx", true)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzy", false)]
    public void IsMatch_Stars_MeanWhatDoublestarMeans(string pattern, string name, bool expected) =>
        Assert.Equal(expected, IsMatch(pattern, name));

    [Theory]
    [InlineData("[a-c]", "b", true)]
    [InlineData("[a-c]", "d", false)]
    [InlineData("[^a-c]", "d", true)]
    [InlineData("[!a-c]", "b", false)]
    [InlineData("[-x]", "-", true)]
    [InlineData("[x-]", "-", true)]
    [InlineData("[a-b-d]", "c", false)]
    [InlineData("[a-b-d]", "-", true)]
    [InlineData("[--0]", ".", true)]
    [InlineData("[c-a]", "b", false)]
    [InlineData("[\\]a]", "]", true)]
    [InlineData("[x\\-z]", "y", false)]
    [InlineData("[a-\\]]", "b", false)]
    [InlineData("[*?{]", "{", true)]
    [InlineData("a[!b]c", "a/c", true)]
    [InlineData("[a-ζ]*", "α", true)]
    [InlineData("a?b", "a☺b", true)]
    [InlineData("a?b", "a😀b", true)]
    [InlineData("a???b", "a☺b", false)]
    [InlineData("[😀-😎]", "😃", true)]
    public void IsMatch_ClassesAndRunes_MeanWhatDoublestarMeans(string pattern, string name, bool expected) =>
        Assert.Equal(expected, IsMatch(pattern, name));

    [Theory]
    [InlineData("ab{c,d}", "abd", true)]
    [InlineData("a{,bc}", "a", true)]
    [InlineData("a{,bc}", "abc", true)]
    [InlineData("{a/{b,c},abc}", "a/c", true)]
    [InlineData("{a/{b,c},abc}", "a/b/c", false)]
    [InlineData("**/{a,b}*", "x/b1", true)]
    [InlineData("{**/,}x*", "a/b/xy", true)]
    [InlineData("{*,b}*/c", "aa/bb/c", true)]
    [InlineData("a{/**,}", "a/b/c", true)]
    [InlineData("a{/**,}", "a", true)]
    [InlineData("{\\,,a}*", ",x", true)]
    [InlineData("e/{\\*,\\?}", "e/?", true)]
    [InlineData("{{a,b},{c,{d,e}}}?", "e1", true)]
    [InlineData("{a}*", "ab", true)]
    [InlineData("a}*", "a}b", true)]
    [InlineData("a,b*", "a,bc", true)]
    public void IsMatch_Braces_AreAlternatives(string pattern, string name, bool expected) =>
        Assert.Equal(expected, IsMatch(pattern, name));

    // Found in doublestar itself: an alternative counts as the start of a segment, and what may be left of a pattern at the end of the
    // name is a fixed list of tails.
    [Theory]
    [InlineData("a{**,x}", "ab/c", true)]
    [InlineData("a*{,x}", "ab", true)]
    [InlineData("a*{,x}", "a", false)]
    [InlineData("a{,x}{,y}", "a", true)]
    public void IsMatch_OddCornersOfDoublestar_AreKept(string pattern, string name, bool expected) =>
        Assert.Equal(expected, IsMatch(pattern, name));

    [Theory]
    [InlineData("[")]
    [InlineData("a[")]
    [InlineData("[]")]
    [InlineData("[!]")]
    [InlineData("[^")]
    [InlineData("[]a]")]
    [InlineData("[a\\]")]
    [InlineData("[a-")]
    [InlineData("a\\")]
    [InlineData("{a")]
    [InlineData("{a,{b}")]
    [InlineData("*{")]
    [InlineData("{[a,b]}")]
    [InlineData("{a,b}[")]
    public void TryCompile_MalformedPattern_IsRefused(string pattern) => Assert.Null(GlobPattern.TryCompile(pattern));

    [Fact]
    public void IsMatch_OtherCase_IsNoMatch() => Assert.False(IsMatch("A*", "ab"));

    internal static bool IsMatch(string pattern, string name)
    {
        var budget = new StepBudget(StepBudget.Default);
        return GlobPattern.TryCompile(pattern) is { } glob && glob.IsMatch(name, ref budget);
    }
}
