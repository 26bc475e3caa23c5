using System.Text;
using Hotlink.Grains.Access;

namespace Hotlink.Grains.Tests.Access;

public sealed class DatasiteFolderInstallTests
{
    private const int Timeout = 60_000;
    private const string Path = "alice@x.io/s/syft.pub.yaml";
    private static readonly byte[] Public = Encoding.UTF8.GetBytes(TempDatasites.Public);

    [Fact(Timeout = Timeout)]
    public async Task Install_OfWhatWasStored_IsInForceAtOnceAndLookingChangesNothing()
    {
        await using var datasites = await new TempDatasites().Write("alice@x.io/s", TempDatasites.Private).StartAsync();

        datasites.Write("alice@x.io/s", TempDatasites.Public);
        var result = datasites.Folder.Install(Path, Public);

        Assert.True(result.Installed);
        Assert.Equal(2, result.Version);
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.Equal(2, datasites.Rulebook.Version("alice@x.io"));
        Assert.Equal(2, datasites.Folder.Install(Path, Public).Version);
    }

    [Fact(Timeout = Timeout)]
    public async Task Install_IntoAnUnknownDatasite_IsInForceAtOnce()
    {
        await using var datasites = await new TempDatasites().StartAsync();

        datasites.Write("alice@x.io/s", TempDatasites.Public);

        Assert.Equal(1, datasites.Folder.Install(Path, Public).Version);
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.Equal(1, datasites.Rulebook.Version("alice@x.io"));
    }

    // Two writers at once: each stores and then installs, and the one that stored first may install last.
    [Fact(Timeout = Timeout)]
    public async Task Install_OfWhatAnotherHasReplaced_TheStoreHasTheLastWord()
    {
        await using var datasites = await new TempDatasites().Write("alice@x.io/s", TempDatasites.Private).StartAsync(watch: false);

        Assert.True(datasites.Folder.Install(Path, Public).Installed);

        await datasites.Folder.LookAtAsync(Path, TempDatasites.Token);
        Assert.False(datasites.MayRead("alice@x.io/s/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Install_Pitfall43_BrokenFileIsRefusedAndChangesNothing()
    {
        await using var datasites = await new TempDatasites().Write("alice@x.io/s", TempDatasites.Public).StartAsync();
        var result = datasites.Folder.Install(Path, Encoding.UTF8.GetBytes(TempDatasites.Broken));
        Assert.False(result.Installed);
        Assert.Equal((RuleFileErrorKind.WrongType, 1), (result.Error.Kind, result.Error.Line));
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
        Assert.Equal(1, datasites.Rulebook.Version("alice@x.io"));
        Assert.Empty(datasites.Folder.Problems);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("syft.pub.yaml")]
    [InlineData("/syft.pub.yaml")]
    [InlineData("")]
    [InlineData("alice@x.io/s/other.yaml")]
    [InlineData("alice@x.io/s/Syft.pub.yaml")]
    [InlineData("alice@x.io/../bob@x.io/syft.pub.yaml")]
    [InlineData("alice@x.io//syft.pub.yaml")]
    [InlineData("/alice@x.io/syft.pub.yaml")]
    public async Task Install_Pitfall59_PathThatIsNoRuleFile_IsRefused(string path)
    {
        await using var datasites = await new TempDatasites().StartAsync(watch: false);
        Assert.Equal(RuleFileErrorKind.BadPath, datasites.Folder.Install(path, Public).Error!.Kind);
    }

    [Fact(Timeout = Timeout)]
    public async Task Install_RepairsABrokenFile_TheProblemIsGone()
    {
        await using var datasites = await new TempDatasites().Write("alice@x.io/s", TempDatasites.Broken).StartAsync();
        Assert.Single(datasites.Folder.Problems);
        datasites.Write("alice@x.io/s", TempDatasites.Public);
        Assert.True(datasites.Folder.Install(Path, Public).Installed);
        Assert.Empty(datasites.Folder.Problems);
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Install_MoreThanTheDatasiteHolds_IsRefused()
    {
        await using var datasites = await new TempDatasites().StartAsync(watch: false);
        var heavy = $"rules: [{{pattern: a, access: {{read: [{string.Join(',', Enumerable.Range(0, 60).Select(i => $"{i}{new string('a', 1000)}"))}]}}}}]";
        var results = Enumerable.Range(0, 70).Select(i => datasites.Folder.Install($"alice@x.io/{i}/syft.pub.yaml", Encoding.UTF8.GetBytes(heavy))).ToArray();
        Assert.True(results[0].Installed);
        Assert.Equal(RuleFileErrorKind.NotInstalled, results[^1].Error!.Kind);
    }
}
