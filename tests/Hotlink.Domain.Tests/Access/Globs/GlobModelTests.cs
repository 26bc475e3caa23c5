using System.Text;
using Hotlink.Domain.Access;
using Hotlink.Domain.Access.Globs;

namespace Hotlink.Domain.Tests.Access.Globs;

public sealed class GlobModelTests
{
    private static readonly string[] Pieces = ["a", "b", "/", "/", "*", "*", "**", "**/", "/**", "?", "[ab]", "[!a]", "[a-b]", "\\a", "\\*", "x*"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void IsMatch_RandomPatterns_AgreeWithTheNaiveModel(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 4000; i++)
        {
            var pattern = Pattern(random, depth: 2);
            for (var j = 0; j < 12; j++)
            {
                var name = Name(random);
                var expected = NaiveGlob.IsMatch(pattern, name);
                Assert.True(expected == GlobPatternTests.IsMatch(pattern, name), $"'{pattern}' on '{name}' should be {expected}");
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void TryCompile_RandomCharacters_NeverThrowsAndNeverExceedsItsBound(int seed)
    {
        const string Alphabet = "ab/*?[]{},\\!^-é";
        var random = new Random(seed);
        for (var i = 0; i < 4000; i++)
        {
            var pattern = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var name = Name(random);
            var budget = new StepBudget(4 * (pattern.Length + 1) * (name.Length + 1));
            GlobPattern.TryCompile(pattern)?.IsMatch(name, ref budget);
            Assert.False(budget.IsSpent, pattern);
        }
    }

    private static string Pattern(Random random, int depth)
    {
        var pattern = new StringBuilder();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            pattern.Append(depth > 0 && random.Next(5) == 0 ? Braces(random, depth - 1) : Pieces[random.Next(Pieces.Length)]);
        }

        return pattern.ToString();
    }

    private static string Braces(Random random, int depth)
    {
        var alternatives = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? "" : Pattern(random, depth));
        return $"{{{string.Join(',', alternatives)}}}";
    }

    private static string Name(Random random) => new([.. Enumerable.Range(0, random.Next(8)).Select(_ => "aab//x*"[random.Next(7)])]);
}
