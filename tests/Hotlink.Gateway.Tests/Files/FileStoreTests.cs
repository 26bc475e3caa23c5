using Hotlink.Gateway.Files;

namespace Hotlink.Gateway.Tests.Files;

public sealed class FileStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_NewFile_MakesFoldersAndLeavesNothingElse(bool flush)
    {
        using var folder = new StoreFolder(new FileStoreOptions { FlushToDisk = flush });
        Assert.True((await folder.WriteAsync("a@b.co/app/rpc/x.request", "hello", Token)).IsStored);
        Assert.Equal("hello", await File.ReadAllTextAsync(folder.At("a@b.co/app/rpc/x.request"), Token));
        Assert.Equal(["a@b.co", "a@b.co/app", "a@b.co/app/rpc", "a@b.co/app/rpc/x.request"], folder.Everything());
    }

    [Fact]
    public async Task Write_ExistingFile_IsReplaced()
    {
        using var folder = new StoreFolder();
        await folder.WriteAsync("a@b.co/x", "a longer first content", Token);
        Assert.True((await folder.WriteAsync("a@b.co/x", "second", Token)).IsStored);
        Assert.Equal("second", await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token));
        Assert.Equal(["a@b.co", "a@b.co/x"], folder.Everything());
    }

    [Fact]
    public async Task Write_EmptyFile_IsStored()
    {
        using var folder = new StoreFolder();
        Assert.True((await folder.WriteAsync("a@b.co/empty", "", Token)).IsStored);
        Assert.Empty(await File.ReadAllBytesAsync(folder.At("a@b.co/empty"), Token));
    }

    // Pitfall 41: nothing that the key rules refuse gets near the disk.
    [Theory]
    [InlineData("")]
    [InlineData("/a@b.co/x")]
    [InlineData("a@b.co")]
    [InlineData("a@b.co/")]
    [InlineData("a@b.co//x")]
    [InlineData("a@b.co/../x")]
    [InlineData("a@b.co/./x")]
    [InlineData("../outside/x")]
    [InlineData("a@b.co/../../outside/x")]
    [InlineData("a@b.co\\x")]
    [InlineData("a@b.co/x\\..\\y")]
    [InlineData("a@b.co/x\0y")]
    [InlineData("a@b.co/x\ny")]
    [InlineData("C:/x")]
    [InlineData("no-datasite/x")]
    [InlineData("*@b.co/x")]
    [InlineData("a@b.co/.hotlink-0.tmp")]
    [InlineData("a@b.co/.HOTLINK-0.TMP/x")]
    public async Task Write_PathThatIsNone_IsRefused_Pitfall41(string path)
    {
        using var folder = new StoreFolder();
        AssertRefused(StoreRefusal.InvalidPath, "invalid key", await folder.WriteAsync(path, "x", Token));
        Assert.Empty(folder.Everything());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Outside));
    }

    [Fact]
    public async Task Write_NameThatIsNoUnicode_IsRefused()
    {
        using var folder = new StoreFolder();
        AssertRefused(StoreRefusal.InvalidPath, "invalid key", await folder.WriteAsync("a@b.co/" + (char)0xD800, "x", Token));
    }

    [Fact]
    public async Task Write_NameLongerThanADiskTakes_IsRefused()
    {
        using var folder = new StoreFolder();
        Assert.True((await folder.WriteAsync($"a@b.co/{new string('n', 255)}", "x", Token)).IsStored);
        AssertRefused(StoreRefusal.InvalidPath, "invalid key", await folder.WriteAsync($"a@b.co/{new string('n', 256)}", "x", Token));
        AssertRefused(StoreRefusal.InvalidPath, "invalid key", await folder.WriteAsync($"a@b.co/{new string('ä', 128)}", "x", Token));
    }

    // Pitfall 42.
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Write_OtherLengthThanClaimed_IsRefused_Pitfall42(long length)
    {
        using var folder = new StoreFolder();
        var result = await folder.Store.WriteAsync("a@b.co/x", "hello"u8.ToArray(), StoreFolder.Md5("hello"), length, Token);
        AssertRefused(StoreRefusal.LengthMismatch, "length mismatch", result);
        Assert.Empty(folder.Everything());
    }

    [Theory]
    [InlineData("5d41402abc4b2a76b9719d911017c593")]
    [InlineData("5d41402abc4b2a76b9719d911017c5")]
    [InlineData("\"5d41402abc4b2a76b9719d911017c592\"")]
    [InlineData("x")]
    public async Task Write_OtherContentThanItsEtag_IsRefused_Pitfall42(string etag)
    {
        using var folder = new StoreFolder();
        AssertRefused(
            StoreRefusal.EtagMismatch, "etag mismatch", await folder.Store.WriteAsync("a@b.co/x", "hello"u8.ToArray(), etag, 5, Token));
        Assert.Empty(folder.Everything());
    }

    [Theory]
    [InlineData("5d41402abc4b2a76b9719d911017c592")]
    [InlineData("5D41402ABC4B2A76B9719D911017C592")]
    [InlineData("")]
    public async Task Write_EtagOfTheContentOrNone_IsStored(string etag)
    {
        using var folder = new StoreFolder();
        Assert.True((await folder.Store.WriteAsync("a@b.co/x", "hello"u8.ToArray(), etag, 5, Token)).IsStored);
    }

    [Fact]
    [Trait("CWE", "400")]
    public async Task Write_MoreThanTheBound_IsRefused()
    {
        using var folder = new StoreFolder(new FileStoreOptions { MaximumContentBytes = 8 });
        Assert.True((await folder.WriteAsync("a@b.co/x", "12345678", Token)).IsStored);
        AssertRefused(StoreRefusal.TooLarge, "file too large", await folder.WriteAsync("a@b.co/x", "123456789", Token));
        Assert.Equal("12345678", await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token));
    }

    [Fact]
    public async Task Write_BelowAFile_IsRefused()
    {
        using var folder = new StoreFolder();
        await folder.WriteAsync("a@b.co/x", "file", Token);
        AssertRefused(StoreRefusal.NotADirectory, "not a directory", await folder.WriteAsync("a@b.co/x/y", "below", Token));
        AssertRefused(StoreRefusal.NotADirectory, "not a directory", await folder.WriteAsync("a@b.co/x/y/z", "below", Token));
        Assert.Equal("file", await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token));
    }

    [Fact]
    public async Task Write_OverAFolder_IsRefused()
    {
        using var folder = new StoreFolder();
        await folder.WriteAsync("a@b.co/x/y", "below", Token);
        AssertRefused(StoreRefusal.NotADirectory, "not a directory", await folder.WriteAsync("a@b.co/x", "file", Token));
        Assert.Equal(["a@b.co", "a@b.co/x", "a@b.co/x/y"], folder.Everything());
    }

    // Pitfall 54: a peer gets a short code, and not even the log has the path.
    [Fact]
    public async Task Write_StorageThatFails_IsUnavailableWithoutDetails_Pitfall54()
    {
        using var folder = new StoreFolder();
        Directory.Delete(folder.Root);
        await File.WriteAllTextAsync(folder.Root, "no folder", Token);
        AssertRefused(StoreRefusal.Unavailable, "storage unavailable", await folder.WriteAsync("a@b.co/x", "x", Token));
        Assert.Contains("1302 A file could not be stored", folder.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Root, folder.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Canceled_LeavesTheFileAsItWas()
    {
        using var folder = new StoreFolder(new FileStoreOptions { ConcurrentWritesCount = 1 });
        await folder.WriteAsync("a@b.co/x", "before", Token);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.WriteAsync("a@b.co/x", "after", source.Token));
        Assert.Equal("before", await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token));
        Assert.True((await folder.WriteAsync("a@b.co/x", "next", Token)).IsStored);
    }

    [Fact]
    public void Of_EveryRefusal_HasATextWithoutDetails() =>
        Assert.All(Enum.GetValues<StoreRefusal>(), refusal => Assert.Matches("^[a-z ]+$", StoreRefusalText.Of(refusal)));

    private static void AssertRefused(StoreRefusal refusal, string text, FileStoreResult result)
    {
        Assert.False(result.IsStored);
        Assert.Equal(refusal, result.Refusal);
        Assert.Equal(text, StoreRefusalText.Of(result.Refusal!.Value));
    }
}
