using Hotlink.Gateway.Files;

namespace Hotlink.Gateway.Tests.Files;

public sealed class FileStoreConcurrencyTests
{
    private const int Writes = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_ManyToOneKey_TheLastCallWins_Pitfall46()
    {
        using var folder = new StoreFolder();
        var results = await Task.WhenAll(Enumerable.Range(0, Writes).Select(i => folder.WriteAsync("a@b.co/x", $"content {i}", Token)));
        Assert.All(results, result => Assert.True(result.IsStored));
        Assert.Equal($"content {Writes - 1}", await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token));
        Assert.Equal(["a@b.co", "a@b.co/x"], folder.Everything());
    }

    [Fact]
    public async Task Write_QuickAfterSlow_StillComesLast_Pitfall46()
    {
        using var folder = new StoreFolder();
        var large = new string('l', 2_000_000);
        for (var round = 0; round < 10; round++)
        {
            var slow = folder.WriteAsync("a@b.co/x", large, Token);
            var quick = folder.WriteAsync("a@b.co/x", "small", Token);
            await Task.WhenAll(slow, quick);
            Assert.Equal(5, new FileInfo(folder.At("a@b.co/x")).Length);
        }
    }

    [Fact]
    public async Task Write_WhileItIsRead_NeverShowsAPart()
    {
        using var folder = new StoreFolder();
        string[] contents = [new string('a', 100_000), new string('b', 70_000)];
        await folder.WriteAsync("a@b.co/x", contents[0], Token);
        var writing = Task.WhenAll(Enumerable.Range(0, Writes).Select(i => folder.WriteAsync("a@b.co/x", contents[i % 2], Token)));
        do
        {
            Assert.Contains(await File.ReadAllTextAsync(folder.At("a@b.co/x"), Token), contents);
        }
        while (!writing.IsCompleted);

        Assert.All(await writing, result => Assert.True(result.IsStored));
    }

    [Fact]
    public async Task Write_ManyKeysSideBySide_AllArrive()
    {
        using var folder = new StoreFolder(new FileStoreOptions { ConcurrentWritesCount = 2 });
        var writes = Enumerable.Range(0, Writes).Select(i => folder.WriteAsync($"a@b.co/d{i % 7}/f{i}", $"{i}", Token));
        var results = await Task.WhenAll(writes);
        Assert.All(results, result => Assert.True(result.IsStored));
        Assert.Equal(Writes + 8, folder.Everything().Count());
        Assert.Equal("123", await File.ReadAllTextAsync(folder.At("a@b.co/d4/f123"), Token));
    }

    [Fact]
    public async Task Write_FileAndFolderOfOneName_ExactlyOneIsThere()
    {
        using var folder = new StoreFolder();
        var results = await Task.WhenAll(folder.WriteAsync("a@b.co/x", "file", Token), folder.WriteAsync("a@b.co/x/y", "below", Token));
        Assert.Single(results, result => result.IsStored);
    }
}
