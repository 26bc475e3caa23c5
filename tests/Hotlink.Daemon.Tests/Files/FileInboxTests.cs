using System.Text;
using Hotlink.Daemon.Files;
using Hotlink.Daemon.Tests.LocalSockets;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Files;

/// <summary>Files of peers on the disk: whole, in their place, and nowhere else.</summary>
public sealed class FileInboxTests : SocketTest
{
    [Fact] // Pitfall 145.
    public async Task Write_FileOfAPeer_IsWholeAndReplacesTheLast()
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));

        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/a.request", "one"));
        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/a.request", "two"));

        await EventWait.UntilAsync(() => bob.Inbox.Status.Written >= 2, bob.Describe);
        Assert.Equal("two", await File.ReadAllTextAsync(bob.At($"{Endpoint}/a.request"), Cancellation));
        Assert.Equal(["a.request"], Directory.EnumerateFileSystemEntries(bob.At(Endpoint)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Write_RuleFileOfAPeer_IsKept()
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));

        await peer.SendAsync(RuleFiles.Write(Endpoint, RuleFiles.Everybody));

        await EventWait.UntilAsync(() => File.Exists(bob.At($"{Endpoint}/{RuleFiles.Name}")), bob.Describe);
        Assert.Equal(RuleFiles.Everybody, await File.ReadAllTextAsync(bob.At($"{Endpoint}/{RuleFiles.Name}"), Cancellation));
    }

    [Theory]
    [InlineData("stream.sock", FileRefusal.ReservedName)]
    [InlineData("stream.accept", FileRefusal.ReservedName)]
    public async Task Write_MarkerFromAfar_IsRefused(string name, FileRefusal expected)
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));

        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/{name}", "/tmp/evil.sock"));

        await EventWait.UntilAsync(() => bob.Files.Contains(new($"{Endpoint}/{name}", expected)), bob.Describe);
        Assert.False(File.Exists(bob.At($"{Endpoint}/{name}")));
        Assert.Empty(bob.Hub.Markers);
    }

    [Fact]
    public async Task Write_IntoBobsOwnDatasite_TakesRequestsOnly()
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));

        await peer.SendAsync(RuleFiles.FileOf($"{Bob}/app_data/app/rpc/e/settings.txt", "evil"));
        await peer.SendAsync(RuleFiles.FileOf($"{Bob}/app_data/app/rpc/e/1.request", "good"));

        await EventWait.UntilAsync(() => File.Exists(bob.At($"{Bob}/app_data/app/rpc/e/1.request")), bob.Describe);
        Assert.Contains(new($"{Bob}/app_data/app/rpc/e/settings.txt", FileRefusal.OwnDatasite), bob.Files);
        Assert.False(File.Exists(bob.At($"{Bob}/app_data/app/rpc/e/settings.txt")));
    }

    [Fact] // Pitfall 59.
    public async Task Write_FolderIsALink_IsRefused()
    {
        using var elsewhere = new TemporaryFolder();
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));
        Directory.CreateDirectory(bob.At(Alice));
        Directory.CreateSymbolicLink(Path.Combine(bob.At(Alice), "linked"), elsewhere.Path);

        await peer.SendAsync(RuleFiles.FileOf($"{Alice}/linked/a.request", "evil"));

        await EventWait.UntilAsync(() => bob.Files.Contains(new($"{Alice}/linked/a.request", FileRefusal.BadPath)), bob.Describe);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Path));
    }

    [Fact] // Pitfall 145.
    public async Task Write_ContentDoesNotFitItsTag_IsRefused()
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));

        // Without a tag the relay can't compare; the daemon wants to.
        await peer.SendAsync(new FileWrite($"{Endpoint}/a.request", "", 4, Encoding.UTF8.GetBytes("evil")));

        await EventWait.UntilAsync(() => bob.Files.Contains(new($"{Endpoint}/a.request", FileRefusal.NotWhole)), bob.Describe);
        Assert.Equal(new FileInboxStatus(0, 1, 0), bob.Inbox.Status);
        Assert.False(File.Exists(bob.At($"{Endpoint}/a.request")));
    }

    [Fact]
    public async Task Write_IdentityOfAMessage_IsNotKept()
    {
        var (bob, peer) = (await StartAsync(Bob), await Relay.ConnectAsync(Alice));
        bob.Put($"{Endpoint}/stream.accept", "1");

        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/.hotlink/key.request", $"hlf1 {Alice}/key 1 1 tag {Bob}/app_data/evil.request"));
        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/.hotlink/key.request", "no identity at all"));
        await peer.SendAsync(RuleFiles.FileOf($"{Endpoint}/a.request", "good"));

        await EventWait.UntilAsync(() => File.Exists(bob.At($"{Endpoint}/a.request")), bob.Describe);
        Assert.False(Directory.Exists(bob.At($"{Endpoint}/.hotlink")));
        Assert.Empty(bob.Hub.Markers);
    }
}
