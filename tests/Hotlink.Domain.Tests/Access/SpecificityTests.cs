using Hotlink.Domain.Access;

namespace Hotlink.Domain.Tests.Access;

public sealed class SpecificityTests
{
    // The table of access rules, section 5.
    [Theory]
    [InlineData("**", -100)]
    [InlineData("**/*", -99)]
    [InlineData("*", -18)]
    [InlineData("*.txt", -10)]
    [InlineData("**/*.txt", -14)]
    [InlineData("**.request", -10)]
    [InlineData("secret.txt", 20)]
    [InlineData("docs/**", 4)]
    [InlineData("docs/*.md", 18)]
    [InlineData("docs/a.md", 28)]
    [InlineData("a/b/c/**", 26)]
    [InlineData("?.txt", 8)]
    [InlineData("[ab].txt", 14)]
    [InlineData("{a,b}.txt", 16)]
    [InlineData("{{.UserEmail}}/*", 78)]
    [InlineData("{{.UserEmail}}/**", 70)]
    [InlineData("{{.UserHash}}/in/*.csv", 100)]
    [InlineData("private/**", 10)]
    [InlineData("shared/{{.Year}}/*.log", 100)]
    [InlineData("stream.tcp.request", 36)]
    public void Score_PatternOfTheSpecification_AgreesWithIt(string pattern, int expected) =>
        Assert.Equal(expected, Specificity.Score(pattern));

    [Theory]
    [InlineData("é", 4)]
    [InlineData("!a", 2)]
    [InlineData("}}{{", 50 + 8 - 4)]
    public void Score_OddPattern_CountsBytesAndMarks(string pattern, int expected) => Assert.Equal(expected, Specificity.Score(pattern));
}
