using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.System.Tests.Files;

public sealed class ManifestTests : RelayTest
{
    private static readonly WireTime Generated = WireTime.From(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private static readonly AclManifest ForAll = new(1, Alice, "*", "public", Generated, [new($"{Alice}/syft.pub.yaml", "h1")]);

    // For bob@two.example: the first eight bytes of the SHA-256, in hex.
    private static readonly AclManifest ForBob = ForAll with { For = Bob, ForHash = HashOf(Bob) };

    // Pitfall 82: as JSON text to peers of either encoding: no binary form suits both of today's clients.
    [Theory]
    [InlineData(WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json)]
    public async Task Manifest_ForEverybody_SentAsTextToAllOthers(WireEncoding encoding)
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, second, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob, encoding));

        await alice.SendAsync(ForAll, "a1");

        var received = await bob.NextReceivedAsync<AclManifest>();
        Assert.True(received.IsText);
        Assert.Equal(("a1", (Message)ForAll), (received.Message.Id, received.Message.Body));
        await second.SendAsync(new FileDelete("fence"));
        await second.NextAsync<ErrorMessage>();
        Assert.Equal(0, second.Count<AclManifest>());
    }

    [Fact]
    public async Task Manifest_ForOneUser_SentToThatUserOnly()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));

        await alice.SendAsync(ForBob);
        await alice.SendAsync(ForAll);

        Assert.Equal(ForBob, await bob.NextAsync<AclManifest>());
        Assert.Equal(ForAll, await carol.NextAsync<AclManifest>());
        Assert.Equal(0, carol.Count<AclManifest>());
    }

    // Pitfall 52: who comes later gets what concerns them, the last of each.
    [Fact]
    public async Task Manifest_SentBefore_ReplayedToLaterConnections()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, witness) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var newer = ForAll with { Order = [new($"{Alice}/syft.pub.yaml", "h2")] };
        foreach (var manifest in new[] { ForAll, ForBob, newer })
        {
            await alice.SendAsync(manifest);
            await witness.NextAsync<AclManifest>();
        }

        var (bob, carol) = (await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol, WireEncoding.Json));

        var replayed = await bob.NextReceivedAsync<AclManifest>();
        Assert.True(replayed.IsText);
        Assert.Equal<Message>(newer, replayed.Message.Body);
        Assert.Equal(ForBob, await bob.NextAsync<AclManifest>());
        Assert.Equal(newer, await carol.NextAsync<AclManifest>());
        Assert.Equal(0, carol.Count<AclManifest>() + bob.Count<AclManifest>());
    }

    // A connection that comes while manifests are published misses none: each is replayed to it or sent to it.
    [Fact]
    public async Task Manifest_WhilePeersConnect_EachGetsTheLast()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var alice = await relay.ConnectAsync(Alice);
        for (var round = 0; round < 50; round++)
        {
            var manifest = ForAll with { Order = [new("x", $"{round}")] };
            var connecting = Task.WhenAll(Enumerable.Range(0, 4).Select(i => relay.ConnectAsync($"reader{i}@two.example")));

            await alice.SendAsync(manifest);

            foreach (var reader in await connecting)
            {
                await reader.NextAsync<AclManifest>(received => received == manifest);
                reader.Socket.Reset();
            }
        }
    }

    // Pitfall 52: answered, never silent.
    [Fact]
    public async Task Manifest_OfAnotherDatasite_Refused()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (mallory, bob) = (await relay.ConnectAsync(Mallory), await relay.ConnectAsync(Bob));

        await mallory.SendAsync(ForAll);

        Assert.Equal(403, (await mallory.NextAsync<ErrorMessage>()).Code);
        Assert.Equal(0, bob.Count<AclManifest>());
    }

    [Fact]
    public async Task Manifest_WithAHashOfSomebodyElse_Refused()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendAsync(ForBob with { ForHash = HashOf(Carol) });

        Assert.Equal(400, (await alice.NextAsync<ErrorMessage>()).Code);
    }

    private static string HashOf(string user) =>
        Convert.ToHexStringLower(global::System.Security.Cryptography.SHA256.HashData(global::System.Text.Encoding.UTF8.GetBytes(user)))[..16];
}
