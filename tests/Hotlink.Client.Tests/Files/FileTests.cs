using System.Text;
using Hotlink.Client.Notices;
using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Files;

/// <summary>Files over the socket: acknowledged, refused, told to others.</summary>
public sealed class FileTests : ClientTest
{
    private const string Path = $"{Alice}/app_data/app/rpc/in/1.request";
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("hello");

    [Fact]
    public async Task WriteFile_OwnPath_IsStoredAndToldToReaders()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);

        await alice.WriteFileAsync(Path, Content, Cancellation).SoonAsync();

        var notice = Assert.IsType<HotlinkFileNotice>(await bob.Notices.ReadAsync(Cancellation).AsTask().SoonAsync());
        Assert.Equal((Path, 5L, true), (notice.Path, notice.Length, notice.IsWhole));
        Assert.Equal(Content, notice.Content.ToArray());
        Assert.Equal(Content, await File.ReadAllBytesAsync(System.IO.Path.Combine(relay.Datasites, Path), Cancellation));
    }

    [Fact] // Pitfall 143.
    public async Task WriteFile_NotAllowed_FailsByPath()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => alice.WriteFileAsync("mallory@four.example/a.request", Content, Cancellation).SoonAsync());

        Assert.Equal(HotlinkReason.PermissionDenied, failure.Reason);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("")]
    public async Task WriteFile_BadPath_IsNotSent(string path)
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        Assert.Equal(HotlinkReason.InvalidPath, (await Assert.ThrowsAsync<HotlinkException>(() => alice.WriteFileAsync(path, Content, Cancellation))).Reason);
    }

    [Fact]
    public async Task WriteFile_TooLarge_IsNotSent()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => alice.WriteFileAsync(Path, new byte[(4 * 1024 * 1024) + 1], Cancellation));

        Assert.Equal(HotlinkReason.MessageTooLarge, failure.Reason);
    }

    [Fact] // Pitfalls 92 and 94.
    public async Task WriteFile_LinkLost_SaysThatNobodyKnows()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(link.Address, Alice);
        link.Pace = new(Frozen: new TaskCompletionSource().Task);
        var writing = alice.WriteFileAsync(Path, Content, Cancellation);

        link.Cut();

        Assert.Equal(HotlinkReason.LinkLost, (await Assert.ThrowsAsync<HotlinkException>(() => writing.SoonAsync())).Reason);
    }

    [Fact]
    public async Task WriteFile_NoAnswer_FailsInTime()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(link.Address, Alice, options => options with
        {
            FileTimeout = TimeSpan.FromMilliseconds(100),
            CloseTimeout = TimeSpan.FromMilliseconds(50), // The link stays frozen.
        });
        link.Pace = new(Frozen: new TaskCompletionSource().Task);

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => alice.WriteFileAsync(Path, Content, Cancellation).SoonAsync());

        Assert.Equal(HotlinkReason.Timeout, failure.Reason);
    }

    [Fact]
    public async Task Publish_Manifest_ReachesItsReader()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var manifest = new HotlinkManifest(
            Alice, "*", "public", new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), [KeyValuePair.Create(Alice, "0123456789abcdef0123456789abcdef")]);

        await alice.PublishAsync(manifest, Cancellation);

        var notice = Assert.IsType<HotlinkManifestNotice>(await bob.Notices.ReadAsync(Cancellation).AsTask().SoonAsync());
        Assert.Equal(manifest with { Entries = notice.Manifest.Entries }, notice.Manifest);
        Assert.Equal(manifest.Entries, notice.Manifest.Entries);
    }

    [Fact] // Pitfall 171: whoever writes files holds nobody up.
    public async Task Notices_NobodyReads_AreCountedWhenLost()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob, options => options with { NoticeBytes = 10_000 });
        for (var index = 0; index < 5; index++)
        {
            await alice.WriteFileAsync(Path, new byte[4000], Cancellation).SoonAsync();
        }

        await EventWait.UntilAsync(() => bob.Notices.Count == 2 && ((NoticeQueue)bob.Notices).Missed == 3);
        await bob.Notices.ReadAsync(Cancellation);
        await bob.Notices.ReadAsync(Cancellation);
        await alice.WriteFileAsync(Path, Content, Cancellation).SoonAsync();

        Assert.Equal(3, (await bob.Notices.ReadAsync(Cancellation).AsTask().SoonAsync()).Missed);
    }
}
