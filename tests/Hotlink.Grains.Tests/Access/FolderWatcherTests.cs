using Hotlink.Grains.Access.Folders;

namespace Hotlink.Grains.Tests.Access;

public sealed class FolderWatcherTests
{
    [Fact]
    public void Start_NothingToWatch_SaysSoInsteadOfThrowing()
    {
        using var watcher = new FolderWatcher(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), new DirtyDirectories(), () => { });
        watcher.Start();
        Assert.NotNull(watcher.Failure);
    }

    [Fact]
    public void Drain_MoreDirectoriesThanAreKept_MeansAll()
    {
        var dirty = new DirtyDirectories();
        dirty.Add("a");
        dirty.Add("a");
        var (all, directories) = dirty.Drain();
        Assert.False(all);
        Assert.Equal(["a"], directories);

        for (var i = 0; i < 5000; i++)
        {
            dirty.Add($"{i}");
        }

        (all, directories) = dirty.Drain();
        Assert.True(all);
        Assert.InRange(directories.Count, 1, 4097);
        Assert.False(dirty.Drain().All);
    }
}
