using Hotlink.Grains.Access;

namespace Hotlink.Grains.Tests.Access;

/// <summary>Everything twice: told by the operating system, with scans too rare to help, and found by scans alone.</summary>
public sealed class DatasiteFolderFollowTests
{
    private const int Timeout = 60_000;
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_FileComesChangesAndGoes_RulesFollow(bool watch)
    {
        await using var datasites = await StartAsync(watch);

        await datasites.ChangeAsync(() => datasites.Write("alice@x.io/s", TempDatasites.Public));
        Assert.True(datasites.MayRead("alice@x.io/s/f"));

        await datasites.ChangeAsync(() => datasites.Write("alice@x.io/s", TempDatasites.Private));
        Assert.False(datasites.MayRead("alice@x.io/s/f"));

        await datasites.ChangeAsync(() => datasites.Write("alice@x.io/s", TempDatasites.Public));
        await datasites.ChangeAsync(() => datasites.Delete("alice@x.io/s"));
        Assert.False(datasites.MayRead("alice@x.io/s/f"));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_SameLengthAndOldDate_IsStillNoticed(bool watch)
    {
        await using var datasites = await StartAsync(watch, ("alice@x.io/s", "rules: [{pattern: '**', access: {read: ['bob@x.io']}}]"));
        var file = datasites.PathOf("alice@x.io/s/syft.pub.yaml");
        var written = File.GetLastWriteTimeUtc(file);

        await datasites.ChangeAsync(() =>
        {
            datasites.Write("alice@x.io/s", "rules: [{pattern: '**', access: {read: ['eve@x.io']}}]");
            File.SetLastWriteTimeUtc(file, written);
        });

        Assert.False(datasites.MayRead("alice@x.io/s/f"));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_DirectoryIsRenamed_RulesMoveWithIt(bool watch)
    {
        await using var datasites = await StartAsync(watch, ("alice@x.io/a/b", TempDatasites.Public), ("alice@x.io/a", TempDatasites.Private));

        await datasites.ChangeAsync(() => Directory.Move(datasites.PathOf("alice@x.io/a"), datasites.PathOf("alice@x.io/c")));

        Assert.True(datasites.MayRead("alice@x.io/c/b/f"));
        Assert.False(datasites.MayRead("alice@x.io/a/b/f"));
        Assert.Equal(2, datasites.Folder.Count);

        await datasites.ChangeAsync(() => Directory.Delete(datasites.PathOf("alice@x.io/c"), recursive: true));
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.False(datasites.MayRead("alice@x.io/c/b/f"));
        Assert.Equal(0, datasites.Folder.Count);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_Pitfall72_WholeTreeAppearsInAnEmptyFolder_AllOfItIsRead(bool watch)
    {
        await using var outside = new TempDatasites();
        outside.Write("alice@x.io/a/b/c", TempDatasites.Public).Write("alice@x.io", TempDatasites.Private);
        await using var datasites = await StartAsync(watch);

        await datasites.ChangeAsync(() => Directory.Move(outside.PathOf("alice@x.io"), datasites.PathOf("alice@x.io")));
        Assert.True(datasites.MayRead("alice@x.io/a/b/c/f"));
        Assert.False(datasites.MayRead("alice@x.io/a/b/f"));

        await datasites.ChangeAsync(() => Directory.Delete(datasites.PathOf("alice@x.io"), recursive: true));
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.False(datasites.MayRead("alice@x.io/a/b/c/f"));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_FileBreaks_PreviousRulesHoldUntilItIsRepaired(bool watch)
    {
        await using var datasites = await StartAsync(watch, ("alice@x.io", TempDatasites.Private), ("alice@x.io/s", TempDatasites.Public));

        datasites.Write("alice@x.io/s", TempDatasites.Broken);
        await datasites.WaitForProblemsAsync(problems => problems is [{ Effect: RuleFileEffect.PreviousRules, Path: "alice@x.io/s/syft.pub.yaml" }]);
        Assert.True(datasites.MayRead("alice@x.io/s/f"));

        datasites.Write("alice@x.io/s", "rules: [");
        await datasites.WaitForProblemsAsync(problems => problems is [{ Text: "line 2: is not valid YAML" }]);

        datasites.Write("alice@x.io/s", TempDatasites.Public);
        await datasites.WaitForProblemsAsync(problems => problems.Count == 0);
        Assert.Equal(1, datasites.Rulebook.Version("alice@x.io"));

        datasites.Write("alice@x.io/s", TempDatasites.Broken);
        await datasites.WaitForProblemsAsync(problems => problems.Count == 1);
        await datasites.ChangeAsync(() => datasites.Delete("alice@x.io/s"));
        await datasites.WaitForProblemsAsync(problems => problems.Count == 0);
        Assert.False(datasites.MayRead("alice@x.io/s/f"));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_NewFileIsBroken_ItsDirectoryIsPrivate(bool watch)
    {
        await using var datasites = await StartAsync(watch, ("alice@x.io", TempDatasites.Public));

        await datasites.ChangeAsync(() => datasites.Write("alice@x.io/s", TempDatasites.Broken));
        Assert.False(datasites.MayRead("alice@x.io/s/f"));

        await datasites.ChangeAsync(() => datasites.Write("alice@x.io/s", TempDatasites.Public));
        Assert.True(datasites.MayRead("alice@x.io/s/f"));
        await datasites.WaitForProblemsAsync(problems => problems.Count == 0);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_TerminalFileGoes_S1_FilesBelowAreSeenAgain(bool watch)
    {
        await using var datasites = await StartAsync(watch, ("alice@x.io", "terminal: true"), ("alice@x.io/public", TempDatasites.Public));
        Assert.False(datasites.MayRead("alice@x.io/public/f"));
        await datasites.ChangeAsync(() => datasites.Delete("alice@x.io"));
        Assert.True(datasites.MayRead("alice@x.io/public/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Follow_FileIsEmptied_IsBelievedAtTheSecondLook()
    {
        await using var datasites = await StartAsync(watch: false, ("alice@x.io", TempDatasites.Public));
        await datasites.ChangeAsync(() => datasites.Write("alice@x.io", ""));
        Assert.False(datasites.MayRead("alice@x.io/f"));
        Assert.Equal(2, datasites.Rulebook.Version("alice@x.io"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Follow_ReplacedByRename_IsNoticed()
    {
        await using var datasites = await StartAsync(watch: true, ("alice@x.io", TempDatasites.Private));
        await File.WriteAllTextAsync(datasites.PathOf("alice@x.io/new"), TempDatasites.Public, TempDatasites.Token);
        await datasites.ChangeAsync(() => File.Move(datasites.PathOf("alice@x.io/new"), datasites.PathOf("alice@x.io/syft.pub.yaml"), overwrite: true));
        Assert.True(datasites.MayRead("alice@x.io/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Follow_UnreadableDirectory_KeepsItsRulesAndIsReported()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Needs file modes.");
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Nothing is closed to a privileged process.");
        await using var datasites = await StartAsync(watch: false, ("alice@x.io/s/t", TempDatasites.Public));
        var directory = datasites.PathOf("alice@x.io/s");

        File.SetUnixFileMode(directory, UnixFileMode.None);
        await datasites.WaitForProblemsAsync(problems => problems is [{ Path: "alice@x.io/s" }]);
        Assert.True(datasites.MayRead("alice@x.io/s/t/f"));

        File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await datasites.WaitForProblemsAsync(problems => problems.Count == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task RescanAsync_Completes_WhenWhatWasThereIsInForce()
    {
        await using var datasites = await new TempDatasites().StartAsync(watch: false, interval: Never);
        datasites.Write("alice@x.io", TempDatasites.Public);
        await datasites.Folder.RescanAsync(TempDatasites.Token);
        Assert.True(datasites.MayRead("alice@x.io/f"));
    }

    [Fact(Timeout = Timeout)]
    public async Task LookAtAsync_Completes_WhenTheFileIsInForce()
    {
        await using var datasites = await new TempDatasites().StartAsync(watch: false, interval: Never);
        foreach (var content in new[] { TempDatasites.Public, TempDatasites.Private, TempDatasites.Public })
        {
            datasites.Write("alice@x.io/new/folder", content);
            await datasites.Folder.LookAtAsync("alice@x.io/new/folder/syft.pub.yaml", TempDatasites.Token);
            Assert.Equal(content == TempDatasites.Public, datasites.MayRead("alice@x.io/new/folder/f"));
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData("../alice@x.io/syft.pub.yaml")]
    [InlineData("alice@x.io/other.yaml")]
    [InlineData("syft.pub.yaml")]
    public async Task LookAtAsync_NotTheWayToARuleFile_LooksAtNothing(string path)
    {
        await using var datasites = await new TempDatasites().StartAsync(watch: false, interval: Never);
        datasites.Write("alice@x.io", TempDatasites.Public);
        await datasites.Folder.LookAtAsync(path, TempDatasites.Token);
        Assert.False(datasites.MayRead("alice@x.io/f"));
    }

    private static async Task<TempDatasites> StartAsync(bool watch, params (string Directory, string Content)[] files)
    {
        var datasites = new TempDatasites();
        foreach (var (directory, content) in files)
        {
            datasites.Write(directory, content);
        }

        return await datasites.StartAsync(watch, watch ? Never : null);
    }
}
