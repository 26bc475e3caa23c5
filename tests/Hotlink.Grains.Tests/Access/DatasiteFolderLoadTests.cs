using Hotlink.Domain.Access;
using Hotlink.Grains.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Grains.Tests.Access;

public sealed class DatasiteFolderLoadTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_ManyDatasites_AllRulesAreInForce()
    {
        await using var datasites = new TempDatasites();
        for (var i = 0; i < 200; i++)
        {
            datasites.Write($"u{i}@x.io", TempDatasites.Private).Write($"u{i}@x.io/a/b/public", TempDatasites.Public);
        }

        await datasites.StartAsync();

        Assert.Equal(400, datasites.Folder.Count);
        Assert.Empty(datasites.Folder.Problems);
        Assert.All(Enumerable.Range(0, 200), i =>
        {
            Assert.True(datasites.MayRead($"u{i}@x.io/a/b/public/f"));
            Assert.False(datasites.MayRead($"u{i}@x.io/a/b/f"));
            Assert.Equal(1, datasites.Rulebook.Version($"u{i}@x.io"));
        });
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_NoSuchFolder_SaysSo()
    {
        var options = new DatasiteFolderOptions { Root = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()) };
        await using var folder = new DatasiteFolder(options, new Rulebook(), TimeProvider.System, NullLogger<DatasiteFolder>.Instance);
        var exception = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => folder.StartAsync(TempDatasites.Token));
        Assert.Contains(options.Root, exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_Pitfall73_BrokenFileMakesItsDirectoryPrivateAndIsReported()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Public).Write("alice@x.io/s", TempDatasites.Broken);

        await datasites.StartAsync();

        Assert.False(datasites.MayRead("alice@x.io/s/f"));
        Assert.True(datasites.MayRead("alice@x.io/f"));
        var problem = Assert.Single(datasites.Folder.Problems);
        Assert.Equal(new RuleFileProblem("alice@x.io/s/syft.pub.yaml", "line 1: rules is not a list", RuleFileEffect.Private), problem);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_RuleThatIsNoTemplate_IsReportedAndTheOthersHold()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", "rules: [{pattern: '{{bad}}', access: {}}, {pattern: '**', access: {read: ['*']}}]");

        await datasites.StartAsync();

        Assert.True(datasites.MayRead("alice@x.io/f"));
        var problem = Assert.Single(datasites.Folder.Problems);
        Assert.Equal(("rule 1: the pattern is not a valid template: unknown function", RuleFileEffect.OtherRules), (problem.Text, problem.Effect));
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_FilesThatOnlyLookRight_AreNotRules()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Private);
        Directory.CreateDirectory(datasites.PathOf("alice@x.io/d/syft.pub.yaml"));
        Directory.CreateDirectory(datasites.PathOf("alice@x.io/e"));
        await File.WriteAllTextAsync(datasites.PathOf("alice@x.io/e/Syft.pub.yaml"), TempDatasites.Public, TempDatasites.Token);
        await File.WriteAllTextAsync(datasites.PathOf("syft.pub.yaml"), TempDatasites.Public, TempDatasites.Token);

        await datasites.StartAsync();

        Assert.Equal(1, datasites.Folder.Count);
        Assert.False(datasites.MayRead("alice@x.io/e/f"));
        Assert.Empty(datasites.Folder.Problems);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_EmptyFile_IsPrivate()
    {
        await using var datasites = new TempDatasites();
        await datasites.Write("alice@x.io", TempDatasites.Public).Write("alice@x.io/e", "").StartAsync();
        Assert.False(datasites.MayRead("alice@x.io/e/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_Pitfall69_DatasiteInOtherLettersIsTheSame()
    {
        await using var datasites = new TempDatasites();
        await datasites.Write("Alice@X.io/s", TempDatasites.Public).StartAsync();
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
        Assert.Equal("Alice@X.io/s/syft.pub.yaml", datasites.Rulebook.Decide("bob@x.io", AccessLevel.Read, "alice@x.io/s/f", default).RuleFile);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_DirectoriesThatAreNoDatasites_AreReportedOrLeftOut()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Private).Write("ALICE@x.io", TempDatasites.Public).Write("*@x.io", TempDatasites.Public);
        datasites.Write(".cache", TempDatasites.Public);
        Assert.SkipUnless(Directory.GetDirectories(datasites.Root).Length == 4, "The file system ignores case.");

        await datasites.StartAsync();

        Assert.False(datasites.MayRead("alice@x.io/f"));
        Assert.Equal(["ALICE@x.io", "*@x.io"], datasites.Folder.Problems.Select(problem => problem.Path));
        Assert.All(datasites.Folder.Problems, problem => Assert.Equal(RuleFileEffect.Ignored, problem.Effect));
    }

    [Fact(Timeout = Timeout)]
    [Trait("CWE", "61")]
    public async Task StartAsync_SymbolicLinks_AreNotFollowed()
    {
        await using var outside = new TempDatasites();
        outside.Write("evil", TempDatasites.Public);
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Private).Write("alice@x.io/p", TempDatasites.Private);
        Directory.CreateSymbolicLink(datasites.PathOf("alice@x.io/linked"), outside.PathOf("evil"));
        Directory.CreateSymbolicLink(datasites.PathOf("bob@x.io"), outside.PathOf("evil"));
        Directory.CreateSymbolicLink(datasites.PathOf("alice@x.io/loop"), datasites.PathOf("alice@x.io"));
        datasites.Delete("alice@x.io/p");
        File.CreateSymbolicLink(datasites.PathOf("alice@x.io/p/syft.pub.yaml"), outside.PathOf("evil/syft.pub.yaml"));

        await datasites.StartAsync();

        Assert.False(datasites.MayRead("alice@x.io/linked/f"));
        Assert.False(datasites.MayRead("alice@x.io/p/f"));
        Assert.False(datasites.MayRead("bob@x.io/f", "carol@x.io"));
        Assert.Equal(
            [("alice@x.io/p/syft.pub.yaml", RuleFileEffect.Private), ("bob@x.io", RuleFileEffect.Ignored)],
            datasites.Folder.Problems.Select(problem => (problem.Path, problem.Effect)));
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_FileThatIsTooLarge_IsReported()
    {
        await using var datasites = new TempDatasites();
        await datasites.Write("alice@x.io", TempDatasites.Public + "\n#" + new string('x', AccessLimits.FileBytes)).StartAsync();
        Assert.Equal("the file is longer than 65536 bytes", Assert.Single(datasites.Folder.Problems).Text);
        Assert.False(datasites.MayRead("alice@x.io/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task StartAsync_S9_DirectoriesTooDeepAreLeftOut()
    {
        await using var datasites = new TempDatasites();
        var deepest = "alice@x.io" + string.Concat(Enumerable.Repeat("/d", AccessLimits.Depth));
        await datasites.Write(deepest, TempDatasites.Public).Write($"{deepest}/e", TempDatasites.Private).StartAsync();
        Assert.Equal(1, datasites.Folder.Count);
        Assert.True(datasites.MayRead($"{deepest}/f"));
    }
}
