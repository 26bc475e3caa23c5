using Hotlink.Domain.Access;
using Hotlink.Domain.Access.Globs;

namespace Hotlink.Domain.Tests.Access.Globs;

[Trait("CWE", "1333")]
public sealed class HostileGlobTests
{
    private const int Longest = AccessLimits.PatternBytes;

    public static TheoryData<string> Patterns =>
    [
        string.Concat(Enumerable.Repeat("*a", Longest / 2)) + "*b",
        string.Concat(Enumerable.Repeat("**/", Longest / 3)) + "b",
        string.Concat(Enumerable.Repeat("{a,aa}", Longest / 6)) + "*b",
        string.Concat(Enumerable.Repeat("{a,}", Longest / 4)) + "*b",
        string.Concat(Enumerable.Repeat("{", 340)) + "a*" + string.Concat(Enumerable.Repeat(",a}", 340)),
        string.Concat(Enumerable.Repeat("{*,**}", Longest / 6)),
        string.Concat(Enumerable.Repeat("[a-z]*", Longest / 6)) + "1",
        new string('?', Longest - 1) + "*",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void IsMatch_PatternMadeToExplode_TakesNoMoreThanStatesTimesCharacters(string pattern)
    {
        var name = string.Concat(Enumerable.Repeat("aaaaaaaaaaaaaaa/", 64));
        var bound = 4 * (pattern.Length + 1) * (name.Length + 1);
        var budget = new StepBudget(bound);

        GlobPattern.TryCompile(pattern)!.IsMatch(name, ref budget);

        Assert.InRange(bound - budget.Left, 1, bound);
    }

    [Fact]
    public void IsMatch_SpentBudget_IsNoMatch()
    {
        var budget = new StepBudget(10);
        Assert.False(GlobPattern.TryCompile("*a*a*a*")!.IsMatch(new string('a', 100), ref budget));
        Assert.True(budget.IsSpent);
    }

    [Fact]
    public void TryCompile_BracesOfHundredLevels_KeepsTheStatesFew()
    {
        var braces = string.Concat(Enumerable.Repeat("{a,", 100)) + "b*" + new string('}', 100);
        var budget = new StepBudget(4 * braces.Length * 2);
        Assert.True(GlobPattern.TryCompile(braces)!.IsMatch("b", ref budget));
        Assert.False(budget.IsSpent);
    }
}
