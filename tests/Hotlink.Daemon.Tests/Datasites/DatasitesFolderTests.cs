using Hotlink.Daemon.Datasites;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Datasites;

/// <summary>Paths become places below the root, and nothing else.</summary>
public sealed class DatasitesFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private DatasitesFolder Folder => new(Path.Combine(_temporary.Path, "datasites"), "Me@X.y");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Resolve_Path_ComesBackAsItWas()
    {
        const string path = "a@x.y/shared/0_to_1/stream.tcp";

        var absolute = Folder.Resolve(path);

        Assert.Equal(Path.Combine(_temporary.Path, "datasites", "a@x.y", "shared", "0_to_1", "stream.tcp"), absolute);
        Assert.Equal(path, Folder.PathOf(absolute));
    }

    [Fact]
    public void User_IsLowerCase() => Assert.Equal("me@x.y", Folder.User);

    [Fact]
    public void Constructor_UserIsNoEmail_IsRefused() => Assert.Throws<ArgumentException>(() => new DatasitesFolder("/tmp", "../me"));

    [Theory]
    [InlineData("a@x.y/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("shared/f")]
    public void Resolve_HostilePath_IsRefused(string path) =>
        Assert.NotEqual(DatasitePathFault.None, Assert.Throws<DatasitePathException>(() => Folder.Resolve(path)).Fault);

    [Fact]
    public void PathOf_PlaceElsewhere_IsRefused()
    {
        Assert.Equal(DatasitePathFault.OutsideRoot, Assert.Throws<DatasitePathException>(() => Folder.PathOf(_temporary.Path)).Fault);
        Assert.Equal(DatasitePathFault.OutsideRoot, Assert.Throws<DatasitePathException>(() => Folder.PathOf(Folder.Root + "-other/a@x.y")).Fault);
    }

    [Theory]
    [InlineData("a@x.y/link/f")]
    [InlineData("a@x.y/link")]
    [InlineData("a@x.y/file")]
    [InlineData("b@x.y/f")]
    public void Resolve_ThroughALink_IsRefused(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var outside = Directory.CreateDirectory(Path.Combine(_temporary.Path, "outside")).FullName;
        Directory.CreateDirectory(Path.Combine(Folder.Root, "a@x.y"));
        Directory.CreateSymbolicLink(Path.Combine(Folder.Root, "a@x.y", "link"), outside);
        File.CreateSymbolicLink(Path.Combine(Folder.Root, "a@x.y", "file"), Path.Combine(outside, "missing"));
        Directory.CreateSymbolicLink(Path.Combine(Folder.Root, "b@x.y"), outside);

        Assert.Equal(DatasitePathFault.Link, Assert.Throws<DatasitePathException>(() => Folder.Resolve(path)).Fault);
    }

    [Fact]
    public void Resolve_RootIsALink_IsFine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateDirectory(Path.Combine(_temporary.Path, "real"));
        Directory.CreateSymbolicLink(Path.Combine(_temporary.Path, "root"), Path.Combine(_temporary.Path, "real"));

        Assert.EndsWith("f", new DatasitesFolder(Path.Combine(_temporary.Path, "root"), "me@x.y").Resolve("a@x.y/f"), StringComparison.Ordinal);
    }
}
