using Hotlink.Gateway.Files;
using Hotlink.Gateway.Tests.Authentication;

namespace Hotlink.Gateway.Tests.Files;

[Trait("CWE", "59")]
public sealed class FileStoreLinkTests
{
    public FileStoreLinkTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links takes a privilege on Windows.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a@b.co", "a@b.co/x")]
    [InlineData("a@b.co", "a@b.co/deep/er/x")]
    [InlineData("a@b.co/link", "a@b.co/link/x")]
    [InlineData("a@b.co/one/link", "a@b.co/one/link/two/x")]
    public async Task Write_ThroughALinkToAFolder_IsRefused(string link, string path)
    {
        using var folder = new StoreFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(link))!);
        Directory.CreateSymbolicLink(folder.At(link), folder.Outside);
        Assert.Equal(StoreRefusal.InvalidPath, (await folder.WriteAsync(path, "x", Token)).Refusal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Outside));
    }

    [Fact]
    public async Task Write_ThroughALinkThatStaysInside_IsRefusedToo()
    {
        using var folder = new StoreFolder();
        await folder.WriteAsync("b@b.co/x", "theirs", Token);
        Directory.CreateSymbolicLink(folder.At("a@b.co"), folder.At("b@b.co"));
        Assert.Equal(StoreRefusal.InvalidPath, (await folder.WriteAsync("a@b.co/x", "mine", Token)).Refusal);
        Assert.Equal("theirs", await File.ReadAllTextAsync(folder.At("b@b.co/x"), Token));
    }

    [Fact]
    public async Task Write_OverALinkToAFile_IsRefusedAndTheTargetUntouched()
    {
        using var folder = new StoreFolder();
        var target = Path.Combine(folder.Outside, "secret");
        await File.WriteAllTextAsync(target, "theirs", Token);
        Directory.CreateDirectory(folder.At("a@b.co"));
        File.CreateSymbolicLink(folder.At("a@b.co/x"), target);
        Assert.Equal(StoreRefusal.InvalidPath, (await folder.WriteAsync("a@b.co/x", "mine", Token)).Refusal);
        Assert.Equal("theirs", await File.ReadAllTextAsync(target, Token));
    }

    [Theory]
    [InlineData("a@b.co/x")]
    [InlineData("a@b.co/x/y")]
    public async Task Write_ThroughALinkToNowhere_IsRefused(string path)
    {
        using var folder = new StoreFolder();
        Directory.CreateDirectory(folder.At("a@b.co"));
        var target = Path.Combine(folder.Outside, "not-there");
        File.CreateSymbolicLink(folder.At("a@b.co/x"), target);
        Assert.Equal(StoreRefusal.InvalidPath, (await folder.WriteAsync(path, "x", Token)).Refusal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Outside));
    }

    [Fact]
    public async Task Prepare_LeftoversBehindALink_AreNotTouched()
    {
        using var folder = new StoreFolder();
        var outside = Path.Combine(folder.Outside, TemporaryFile.NewName());
        await File.WriteAllTextAsync(outside, "theirs", Token);
        File.SetLastWriteTimeUtc(outside, FixedClock.Start.UtcDateTime.AddDays(-1));
        Directory.CreateSymbolicLink(folder.At("a@b.co"), folder.Outside);
        folder.Store.Prepare(FixedClock.Start, Token);
        Assert.True(File.Exists(outside));
    }
}
