using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hotlink.Architecture.Tests;

/// <summary>References point inward: Cli → Daemon → Client → Protocol ← Gateway → Grains.Abstractions → Domain; Silo → Grains → Grains.Abstractions.</summary>
public sealed partial class ReferenceDirectionTests
{
    /// <summary>A product, and the only projects that it may reference.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Hotlink.Protocol"] = [],
        ["Hotlink.Domain"] = [],
        ["Hotlink.Grains.Abstractions"] = ["Hotlink.Domain"],
        ["Hotlink.Grains"] = ["Hotlink.Grains.Abstractions", "Hotlink.Domain"],
        ["Hotlink.Silo"] = ["Hotlink.Grains"],
        ["Hotlink.Gateway"] = ["Hotlink.Protocol", "Hotlink.Grains.Abstractions"],
        ["Hotlink.Node"] = ["Hotlink.Gateway", "Hotlink.Silo"],
        ["Hotlink.Client"] = ["Hotlink.Protocol"],
        ["Hotlink.Daemon"] = ["Hotlink.Client"],
        ["Hotlink.Cli"] = ["Hotlink.Daemon"],
        ["Hotlink.Devstack"] = ["Hotlink.Daemon", "Hotlink.Domain"],
    };

    /// <summary>Projects that stand on the base library alone.</summary>
    private static readonly string[] Pure = ["Hotlink.Protocol", "Hotlink.Domain"];

    public static TheoryData<string> Products() => new(Repository.Projects.Where(Repository.IsProduct));

    [Theory]
    [MemberData(nameof(Products))]
    public void Project_References_AreAllowed(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no row in the table: add one.");
        var actual = References(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')));
        Assert.Empty(actual.Except(allowed!));
    }

    [Fact]
    public void Projects_ThatArePure_ReferenceNoPackageAndNoFramework()
    {
        var pure = Repository.Projects.Where(project => Pure.Contains(Path.GetFileNameWithoutExtension(project))).ToList();
        Assert.Equal(Pure.Length, pure.Count);
        Assert.Empty(pure.SelectMany(project => References(project, "PackageReference").Concat(References(project, "FrameworkReference"))));
    }

    [Fact]
    public void Sources_OfPureProjects_UseTheBaseLibraryAlone() =>
        Assert.All(SourcesOf(Pure), path => Assert.DoesNotMatch(Libraries(), Repository.ReadCode(path)));

    [Fact]
    public void Sources_OfTheDomain_HaveNoAwaitAndNoClock() =>
        Assert.All(SourcesOf("Hotlink.Domain"), path => Assert.DoesNotMatch(Impure(), Repository.ReadCode(path)));

    [Fact]
    public void Solution_Projects_AreAllListed()
    {
        var solution = Repository.Read("HotlinkOrleans.sln").Replace('\\', '/');
        Assert.All(Repository.Projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    private static List<string> SourcesOf(params string[] projects)
    {
        var sources = Repository.ProductSources.Where(path => projects.Any(project => path.Contains($"/{project}/", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(sources);
        return sources;
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    [GeneratedRegex(@"\b(Orleans|Microsoft\.(Extensions|AspNetCore|Orleans))\b")]
    private static partial Regex Libraries();

    [GeneratedRegex(@"\b(await|async|TimeProvider|Stopwatch|Timer|ILogger)\b")]
    private static partial Regex Impure();
}
