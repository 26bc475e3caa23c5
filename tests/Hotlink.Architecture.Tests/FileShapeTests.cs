using System.Text.RegularExpressions;

namespace Hotlink.Architecture.Tests;

/// <summary>Files that fit a head: short, and one type in each.</summary>
public sealed partial class FileShapeTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Sources_Lines_StayWithinTheBudget()
    {
        var sizes = Repository.Sources.Select(path => (Lines: Repository.Read(path).Count(letter => letter == '\n'), Path: path)).OrderBy(file => file.Lines).ToList();
        var tooLong = sizes.Where(file => file.Lines > MaxLines).Select(file => $"{file.Path}: {file.Lines}").ToList();
        Assert.True(
            tooLong.Count == 0,
            $"Over {MaxLines} lines (the median of {sizes.Count} files is {sizes[sizes.Count / 2].Lines}): {string.Join(", ", tooLong)}");
    }

    [Fact]
    public void Sources_Types_AreOnePerFile() =>
        Assert.Empty(Repository.Sources
            .Select(path => (Path: path, Types: TypesIn(Repository.ReadCode(path))))
            .Where(file => file.Types.Length > 1)
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}"));

    [Theory]
    [InlineData("namespace A;\npublic sealed class B<T>(int c) : D\n{\n    private enum E { }\n}\n", new[] { "B" })]
    [InlineData("internal readonly record struct A(int B);\n\n[Flags]\npublic enum C { }\n", new[] { "A", "C" })]
    [InlineData("public partial interface IA { }\nfile static class B { }\ndelegate void C();\n", new[] { "IA", "B", "C" })]
    [InlineData("Console.WriteLine();\nreturn 0;\n", new string[0])]
    public void TypesIn_Code_FindsThoseThatAreNotNested(string code, string[] expected) => Assert.Equal(expected, TypesIn(code));

    // With file-scoped namespaces, a type that isn't nested starts at the beginning of a line.
    private static string[] TypesIn(string code) =>
        [.. Type().Matches(code).Select(match => match.Groups["name"].Value).Distinct()];

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(?:(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+(?<name>\w+)|delegate\s+[^;(]*?(?<name>\w+)\s*(?:<[^>]*>)?\()",
        RegexOptions.Multiline)]
    private static partial Regex Type();
}
