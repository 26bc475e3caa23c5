using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Files;

public sealed class FileWriteTests : RelayTest
{
    private const string FilePath = $"{Alice}/public/results.txt";

    // Pitfalls 40, 42: checked, stored, acknowledged, and then sent to those who may read.
    [Theory]
    [InlineData(WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json)]
    public async Task FileWrite_ByTheOwner_StoredAcknowledgedAndSentToReaders(WireEncoding encoding)
    {
        var relay = await StartAsync();
        await relay.PublishRulesAsync(Alice, RuleFiles.For([Bob]));
        var (alice, second) = (await relay.ConnectAsync(Alice, encoding), await relay.ConnectAsync(Alice));
        var bobs = new[] { await relay.ConnectAsync(Bob), await relay.ConnectAsync(Bob, WireEncoding.Json) };
        var mallory = await relay.ConnectAsync(Mallory);
        var write = RuleFiles.FileOf(FilePath, "42");

        var id = await alice.SendAsync(write, "b0ba");

        await alice.NextAsync<Ack>(ack => ack.OriginalId == id);
        Assert.Equal("42", await File.ReadAllTextAsync(Path.Combine(relay.Datasites, FilePath), TestContext.Current.CancellationToken));
        foreach (var bob in bobs)
        {
            var received = await bob.NextReceivedAsync<FileWrite>();
            Assert.Equal("b0ba", received.Message.Id);
            Assert.Equal(write, received.Message.Body);
        }

        await FenceAsync(mallory, second);
        Assert.Equal(0, mallory.Count<FileWrite>() + second.Count<FileWrite>() + alice.Count<FileWrite>());
    }

    // Pitfalls 45, 180: a denial is an Error, as today's Go client expects, and a Nack, so that nobody waits for the acknowledgement.
    [Fact]
    public async Task FileWrite_WithoutRight_Error403AndNackAndNothingElse()
    {
        var relay = await StartAsync();
        await relay.PublishRulesAsync(Alice, RuleFiles.For(writers: [], readers: ["*"]));
        var (bob, mallory) = (await relay.ConnectAsync(Bob), await relay.ConnectAsync(Mallory));

        var id = await mallory.SendAsync(RuleFiles.FileOf(FilePath, "forged"));

        Assert.Equal(new ErrorMessage(403, FilePath, "permission denied for write operation"), await mallory.NextAsync<ErrorMessage>());
        Assert.Equal(new Nack(id, "permission denied for write operation"), await mallory.NextAsync<Nack>());
        Assert.False(File.Exists(Path.Combine(relay.Datasites, FilePath)));
        await FenceAsync(bob);
        Assert.Equal(0, bob.Count<FileWrite>());
    }

    // Pitfall 42: what it says of itself must be so. 41, 59: nothing is written, or told, of a path that leads elsewhere.
    [Theory]
    [InlineData(FilePath, "wrong etag")]
    [InlineData(FilePath, "wrong length")]
    [InlineData("/../../alice@one.example/f", "")]
    [InlineData("../outside.txt", "")]
    [InlineData("alice@one.example/../../outside.txt", "")]
    [InlineData("/alice@one.example/f", "")]
    [InlineData("alice@one.example\\f", "")]
    [InlineData("alice@one.example//f", "")]
    [InlineData("", "")]
    public async Task FileWrite_NotAsItSaysOrElsewhere_NackAndNothingElse(string path, string flaw)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var write = RuleFiles.FileOf(path, "42");
        write = flaw switch
        {
            "wrong etag" => write with { ETag = new string('0', 32) },
            "wrong length" => write with { Length = 3 },
            _ => write,
        };

        var id = await alice.SendAsync(write);

        var nack = await alice.NextAsync<Nack>();
        Assert.Equal(id, nack.OriginalId);
        Assert.DoesNotContain(relay.Datasites, nack.Error, StringComparison.Ordinal); // Pitfall 54.
        Assert.Equal(["syft.pub.yaml"], Directory.EnumerateFiles(relay.Datasites, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        await FenceAsync(bob);
        Assert.Equal(0, bob.Count<FileWrite>());
    }

    // Pitfall 46: two writes of one path don't race; the later one is what remains, on disk and with the readers.
    [Fact]
    public async Task FileWrite_ManyTimesToOnePath_LastOneRemains()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await alice.SendTogetherAsync(Enumerable.Range(0, 50).Select(i => RuleFiles.FileOf(FilePath, $"version {i}")));

        for (var i = 0; i < 50; i++)
        {
            await alice.NextAsync<Ack>();
            Assert.Equal($"version {i}", System(await bob.NextAsync<FileWrite>()));
        }

        Assert.Equal("version 49", await File.ReadAllTextAsync(Path.Combine(relay.Datasites, FilePath), TestContext.Current.CancellationToken));

        static string System(FileWrite write) => global::System.Text.Encoding.UTF8.GetString(write.Content.Span);
    }

    [Fact]
    public async Task FileWrite_Of4MiB_ReachesPeersOfBothEncodings()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var (bob, carol) = (await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol, WireEncoding.Json));
        var write = RuleFiles.FileOf(FilePath, new string('x', 4 * 1024 * 1024));

        await alice.SendAsync(write);

        await alice.NextAsync<Ack>();
        Assert.Equal(write, await bob.NextAsync<FileWrite>());
        Assert.Equal(write, await carol.NextAsync<FileWrite>());
    }

    // A reader that is stuck on a session gets its files when it reads on; it is not cut off for what senders wait with anyway.
    [Fact]
    public async Task FileWrite_ToAReaderStuckOnASession_ComesThroughLater()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);
        await Hotlink.Testing.Waiting.EventWait.UntilAsync(() => relay.WaitingSessions(Bob).Contains(sessionId), () => relay.Holdings);

        var second = await relay.ConnectAsync(Alice);
        await second.SendAsync(RuleFiles.FileOf(FilePath, "42"));
        await second.NextAsync<Ack>();
        bob.GoOnReading();

        await bob.NextAsync<FileWrite>();
        await flood.StopAsync();
        Assert.Equal(0, alice.Count<HotlinkClose>());
    }

    private static async Task FenceAsync(params IEnumerable<FakePeer> peers)
    {
        foreach (var peer in peers)
        {
            await peer.SendAsync(new FileDelete("fence"));
            await peer.NextAsync<ErrorMessage>();
        }
    }
}
