using System.Text.RegularExpressions;

namespace Hotlink.Architecture.Tests;

/// <summary>Prose goes stale beside code: what a document names has to be there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Documents_PathsInThem_Exist()
    {
        var missing = Documents().SelectMany(document => PathsIn(Repository.Read(document))
            .Where(path => !Repository.Exists(path))
            .Select(path => $"{document} names {path}"));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("see `silo/Hotlink.Silo/Local` and `gateway/`.", new[] { "silo/Hotlink.Silo/Local", "gateway" })]
    [InlineData("`tests/Hotlink.Load/Program.cs:12`", new[] { "tests/Hotlink.Load/Program.cs" })]
    [InlineData("`alice@x.io/app`, `./hotlink serve`, `application/json`, `docs/*.md`, tests/none", new string[0])]
    public void PathsIn_Text_FindsThoseOfTheRepository(string text, string[] expected) => Assert.Equal(expected, PathsIn(text));

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Repository.Exists("docs") ? Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories) : [])
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    private static string[] PathsIn(string text) => [.. Quoted().Matches(text).Select(match => match.Groups[1].Value.TrimEnd('/'))];

    [GeneratedRegex(@"`((?:client|gateway|silo|tests|infra|docs|\.ci)/[\w./@+-]*)(?::\d+)?`")]
    private static partial Regex Quoted();
}
