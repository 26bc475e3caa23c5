using System.Text;
using Hotlink.Domain.Access;
using Hotlink.Grains.Access;

namespace Hotlink.Grains.Tests.Access;

public sealed class RuleFileReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("{}")]
    [InlineData("terminal: false")]
    [InlineData("rules:")]
    [InlineData("rules: null")]
    [InlineData("rules: []")]
    [InlineData("version: 1\nother: [a, {b: c}]")]
    [InlineData("\uFEFFrules: []")]
    public void Read_FileThatSaysNothing_IsPrivate(string yaml)
    {
        var file = Read(yaml);
        Assert.False(file.Terminal);
        Assert.Equal("**", Assert.Single(file.Rules).Pattern);
        Assert.Empty(file.Rules[0].Read);
    }

    [Fact]
    public void Read_Rules_KeepTheOrderOfTheFile()
    {
        var file = Read("""
            terminal: true
            rules:
            - pattern: 'b/*'
              limits: {maxFileSize: 1}
              access:
                admin: [a@x.io]
                write: [USER, "*"]
                read: []
                create: [z]
            - {pattern: a, access: {read: [1, true, 2.5, '']}}
            """);

        Assert.True(file.Terminal);
        Assert.Equal(["b/*", "a", "**"], file.Rules.Select(rule => rule.Pattern));
        Assert.Equal(["a@x.io"], file.Rules[0].Admin);
        Assert.Equal(["USER", "*"], file.Rules[0].Write);
        Assert.Equal(["1", "true", "2.5", ""], file.Rules[1].Read);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("yes", true)]
    [InlineData("'on'", true)]
    [InlineData("Y", true)]
    [InlineData("False", false)]
    [InlineData("off", false)]
    [InlineData("N", false)]
    [InlineData("", false)]
    [InlineData("~", false)]
    public void Read_Terminal_TakesTheBooleansOfYaml(string value, bool expected) => Assert.Equal(expected, Read($"terminal: {value}").Terminal);

    [Theory]
    [InlineData("terminal: 1", RuleFileErrorKind.WrongType, 1)]
    [InlineData("terminal: 'true'", RuleFileErrorKind.WrongType, 1)]
    [InlineData("terminal: []", RuleFileErrorKind.WrongType, 1)]
    [InlineData("terminal: true\nterminal: true", RuleFileErrorKind.DuplicateKey, 2)]
    [InlineData("x: 1\nx: 2", RuleFileErrorKind.DuplicateKey, 2)]
    [InlineData("text", RuleFileErrorKind.WrongType, 1)]
    [InlineData("- a", RuleFileErrorKind.WrongType, 1)]
    [InlineData("rules: {}", RuleFileErrorKind.WrongType, 1)]
    [InlineData("rules: ''", RuleFileErrorKind.WrongType, 1)]
    [InlineData("rules:\n- ", RuleFileErrorKind.WrongType, 2)]
    [InlineData("rules:\n- text", RuleFileErrorKind.WrongType, 2)]
    [InlineData("rules:\n- access: {}", RuleFileErrorKind.EmptyPattern, 2)]
    [InlineData("rules:\n- pattern: ''\n  access: {}", RuleFileErrorKind.EmptyPattern, 2)]
    [InlineData("rules:\n- pattern: ~\n  access: {}", RuleFileErrorKind.EmptyPattern, 2)]
    [InlineData("rules:\n- pattern: [a]\n  access: {}", RuleFileErrorKind.WrongType, 2)]
    [InlineData("rules:\n- pattern: a", RuleFileErrorKind.MissingAccess, 2)]
    [InlineData("rules:\n- pattern: a\n  access:", RuleFileErrorKind.MissingAccess, 2)]
    [InlineData("rules:\n- pattern: a\n  access: []", RuleFileErrorKind.WrongType, 3)]
    [InlineData("rules:\n- pattern: a\n  access:\n    read: '*'", RuleFileErrorKind.WrongType, 4)]
    [InlineData("rules:\n- pattern: a\n  access:\n    create: '*'", RuleFileErrorKind.WrongType, 4)]
    [InlineData("rules:\n- pattern: a\n  access:\n    read: [[a]]", RuleFileErrorKind.WrongType, 4)]
    [InlineData("rules:\n- pattern: a\n  access: {read: [], read: []}", RuleFileErrorKind.DuplicateKey, 3)]
    [InlineData("a: *none", RuleFileErrorKind.BadYaml, 1)]
    [InlineData("a: [", RuleFileErrorKind.BadYaml, 2)]
    [InlineData("a: b\n\t- c", RuleFileErrorKind.BadYaml, 1)]
    [InlineData("a: 'x\ny: z", RuleFileErrorKind.BadYaml, 1)]
    [InlineData("a: b\nc: \u0007", RuleFileErrorKind.BadYaml, 2)]
    public void Read_WrongFile_IsRejectedWithItsLine(string yaml, RuleFileErrorKind kind, int line)
    {
        var error = RuleFileReader.Read(Encoding.UTF8.GetBytes(yaml)).Error!;
        Assert.Equal(kind, error.Kind);
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"line {line}: ", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongFile_IsNotQuotedInTheError()
    {
        const string Secret = "carol-and-her-project";
        string[] files = [$"{Secret}: [", $"a: *{Secret}", $"rules: {Secret}", $"rules:\n- pattern: {{{Secret}: 1}}", $"{Secret}: 1\n{Secret}: 2", $"%{Secret}\n---\na: &"];
        Assert.All(files, yaml => Assert.DoesNotContain(Secret, RuleFileReader.Read(Encoding.UTF8.GetBytes(yaml)).Error!.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OnlyTheFirstDocument_Counts()
    {
        Assert.True(Read("terminal: true\n---\nterminal: 1\n").Terminal);
    }

    [Fact]
    public void Read_AnchorsAndMerges_AreFollowed()
    {
        var file = Read("""
            common: &people [a@x.io, b@x.io]
            rules:
            - &first
              pattern: a
              access: &both {read: *people}
            - pattern: b
              access:
                <<: *both
                write: [c@x.io]
            - <<: [*first, {pattern: x}]
              pattern: c
            """);

        Assert.Equal(["a@x.io", "b@x.io"], file.Rules[1].Read);
        Assert.Equal(["c@x.io"], file.Rules[1].Write);
        Assert.Equal(("c", "a@x.io"), (file.Rules[2].Pattern, file.Rules[2].Read[0]));
    }

    [Fact]
    public void Read_NotUtf8_IsRejected() => Assert.Equal(RuleFileErrorKind.NotUtf8, RuleFileReader.Read([(byte)'a', 0xC3]).Error!.Kind);

    [Fact]
    [Trait("CWE", "776")]
    public void Read_AliasesOfAliases_AreRefused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 20; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Equal(RuleFileErrorKind.WrongType, RuleFileReader.Read(Encoding.UTF8.GetBytes($"{bomb}rules: *a19")).Error!.Kind);
        Assert.Single(Read($"{bomb}other: *a19").Rules);
        var list = $"[{string.Join(',', Enumerable.Repeat("u", 9000))}]";
        AssertComplex($"l: &l {list}\nrules:\n" + string.Concat(Enumerable.Repeat("- {pattern: a, access: {read: *l}}\n", 100)));
    }

    [Theory]
    [Trait("CWE", "674")]
    [InlineData("a: &a [*a]")]
    [InlineData("&a {rules: *a}")]
    [InlineData("&a {<<: *a}")]
    public void Read_NodeThatContainsItself_IsRefused(string yaml) =>
        Assert.Equal(RuleFileErrorKind.BadYaml, RuleFileReader.Read(Encoding.UTF8.GetBytes(yaml)).Error!.Kind);

    [Fact]
    [Trait("CWE", "400")]
    public void Read_TooMuchOfAnything_IsRefused()
    {
        var rule = "- {pattern: a, access: {}}\n";
        Assert.Equal(AccessLimits.Rules + 1, Read("rules:\n" + string.Concat(Enumerable.Repeat(rule, AccessLimits.Rules))).Rules.Count);
        AssertComplex("rules:\n" + string.Concat(Enumerable.Repeat(rule, AccessLimits.Rules + 1)));
        AssertComplex($"rules:\n- pattern: {new string('a', AccessLimits.PatternBytes + 1)}\n  access: {{}}");
        AssertComplex($"rules:\n- pattern: a\n  access: {{read: [{new string('a', AccessLimits.PatternBytes + 1)}]}}");
        AssertComplex($"rules:\n- pattern: a\n  access: {{read: [{string.Join(',', Enumerable.Repeat("u", AccessLimits.Principals + 1))}]}}");
        AssertComplex(new string('[', 1000) + new string(']', 1000));
        Assert.Equal(RuleFileErrorKind.TooLarge, RuleFileReader.Read(new byte[AccessLimits.FileBytes + 1]).Error!.Kind);
    }

    [Fact]
    public void Read_RandomDamage_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes("terminal: false\nrules:\n- pattern: '**'\n  access: {read: ['*', \"a\"], write: &w [USER]}\n");
        var random = new Random(31);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var reading = RuleFileReader.Read(damaged.AsSpan(0, random.Next(damaged.Length)));
            Assert.True(reading.IsValid ? reading.File.Rules.Count > 0 : reading.Error.Text.Length > 0);
        }
    }

    private static RuleFile Read(string yaml)
    {
        var reading = RuleFileReader.Read(Encoding.UTF8.GetBytes(yaml));
        Assert.Null(reading.Error);
        return reading.File!;
    }

    private static void AssertComplex(string yaml) =>
        Assert.Equal(RuleFileErrorKind.TooComplex, RuleFileReader.Read(Encoding.UTF8.GetBytes(yaml)).Error!.Kind);
}
