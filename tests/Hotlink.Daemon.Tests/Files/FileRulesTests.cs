using Hotlink.Daemon.Files;

namespace Hotlink.Daemon.Tests.Files;

/// <summary>What a peer or relay may name, and what not.</summary>
public sealed class FileRulesTests
{
    [Theory]
    [InlineData("you@x.io/public/a.txt", FileRefusal.None)]
    [InlineData("you@x.io/app_data/a/rpc/e/syft.pub.yaml", FileRefusal.None)]
    [InlineData("me@x.io/app_data/a/rpc/e/1.request", FileRefusal.None)]
    [InlineData("me@x.io/app_data/a/rpc/e/syft.pub.yaml", FileRefusal.OwnDatasite)]
    [InlineData("me@x.io/syft.pub.yaml", FileRefusal.OwnDatasite)]
    [InlineData("me@x.io/.ssh/authorized_keys", FileRefusal.OwnDatasite)]
    [InlineData("you@x.io", FileRefusal.BadPath)]
    [InlineData("you@x.io/../me@x.io/a.request", FileRefusal.BadPath)]
    [InlineData("../a.request", FileRefusal.BadPath)]
    [InlineData("/etc/passwd", FileRefusal.BadPath)]
    [InlineData("you@x.io//a", FileRefusal.BadPath)]
    [InlineData("you@x.io/a\\b", FileRefusal.BadPath)]
    [InlineData("plain/a.request", FileRefusal.BadPath)]
    [InlineData("you@x.io/d/stream.sock", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/stream.pipe", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/stream.tcp", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/stream.accept", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/stream.tcp.request", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/.x.hotlink.tmp", FileRefusal.ReservedName)]
    [InlineData("you@x.io/d/syftbox.lock", FileRefusal.ReservedName)]
    [InlineData("me@x.io/.syftbox/a.request", FileRefusal.ReservedName)]
    public void Check_Path_IsWrittenOrRefused(string path, FileRefusal expected) => Assert.Equal(expected, FileRules.Check("me@x.io", path));

    [Theory]
    [InlineData("syft://me@x.io/app_data/app/rpc/ep", "0001-ab", "me@x.io/app_data/app/rpc/ep/0001-ab.request")]
    [InlineData("syft://me@x.io/app_data/app/rpc/ep/deep?q=/x", "a_1", "me@x.io/app_data/app/rpc/ep/deep/a_1.request")]
    [InlineData("syft://me@x.io/app_data/app/rpc", "a", null)]
    [InlineData("syft://me@x.io/public/app/rpc/ep", "a", null)]
    [InlineData("http://me@x.io/app_data/app/rpc/ep", "a", null)]
    [InlineData("syft://me@x.io/app_data/app/rpc/ep", "../a", null)]
    [InlineData("syft://me@x.io/app_data/app/rpc/ep", "", null)]
    public void RequestAddress_Url_IsAPlaceOrNone(string url, string id, string? expected)
    {
        Assert.Equal(expected is not null, RequestAddress.TryPathOf(url, id, out var path));
        Assert.Equal(expected, path);
    }

    [Fact]
    public void RequestAddress_ClimbingUrl_IsStoppedByThePathRules()
    {
        Assert.True(RequestAddress.TryPathOf("syft://me@x.io/app_data/../rpc/../../you@x.io", "a", out var path));
        Assert.Equal(FileRefusal.BadPath, FileRules.Check("me@x.io", path));
    }
}
