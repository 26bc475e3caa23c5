using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Tenancy;

/// <summary>Two tenants by host name on one relay: nothing crosses.</summary>
public sealed class TenantIsolationTests : RelayTest, IDisposable
{
    private const string Red = "red.example";
    private const string Blue = "blue.example";
    private readonly TemporaryFolder _red = new();
    private readonly TemporaryFolder _blue = new();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _red.Dispose();
        _blue.Dispose();
    }

    [Fact]
    public async Task Open_InOneTenant_UnheardOfInTheOther()
    {
        var relay = await StartTwoAsync();
        var (alice, redBob, blueBob) = (await ConnectAsync(relay, Red, Alice), await ConnectAsync(relay, Red, Bob), await ConnectAsync(relay, Blue, Bob));

        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), redBob);
        await blueBob.SendAsync(new HotlinkAccept(sessionId));
        await blueBob.SendDataAsync(sessionId, 1, "", "x"u8.ToArray());

        Assert.Equal(Reasons.UnknownSession, (await blueBob.NextAsync<HotlinkReject>()).Reason);
        Assert.Equal(Reasons.UnknownSession, (await blueBob.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, "", "x"u8.ToArray());
        await redBob.NextAsync<HotlinkData>();
        Assert.Equal(0, blueBob.Count<HotlinkOpen>() + blueBob.Count<HotlinkData>());
    }

    // The same id on the same path by the same name: two sessions.
    [Fact]
    public async Task Open_SameIdAndPathInBoth_TwoSessions()
    {
        var relay = await StartTwoAsync();
        var peers = new List<(FakePeer Sender, FakePeer Reader, string Host)>();
        foreach (var host in new[] { Red, Blue })
        {
            peers.Add((await ConnectAsync(relay, host, Alice), await ConnectAsync(relay, host, Bob), host));
        }

        foreach (var (sender, reader, _) in peers)
        {
            await sender.OpenAsync(Paths.Tcp(Alice), sessionId: "the-same-id");
            await reader.AcceptAsync("the-same-id");
            await sender.NextAsync<HotlinkAccept>();
        }

        foreach (var (sender, reader, host) in peers)
        {
            await sender.SendDataAsync("the-same-id", 1, "", global::System.Text.Encoding.UTF8.GetBytes(host));
            Assert.Equal(host, global::System.Text.Encoding.UTF8.GetString((await reader.NextAsync<HotlinkData>()).Payload.Span));
            Assert.Equal(0, reader.Count<HotlinkData>());
        }
    }

    [Fact]
    public async Task FilesRulesAndManifests_OfOneTenant_NeitherKnownNorStoredInTheOther()
    {
        var relay = await StartTwoAsync();
        await (await ConnectAsync(relay, Blue, Alice)).PublishRulesAsync(RuleFiles.OwnerOnly);
        var (alice, redBob, blueBob) = (await ConnectAsync(relay, Red, Alice), await ConnectAsync(relay, Red, Bob), await ConnectAsync(relay, Blue, Bob));

        await alice.SendAsync(RuleFiles.FileOf($"{Alice}/f.txt", "42"));
        await alice.SendAsync(new AclManifest(1, Alice, "*", "public", default, []));

        await redBob.NextAsync<FileWrite>();
        await redBob.NextAsync<AclManifest>();
        await (await ConnectAsync(relay, Red, Carol)).NextAsync<AclManifest>();
        var late = await ConnectAsync(relay, Blue, Carol);
        foreach (var blue in new[] { blueBob, late })
        {
            await blue.SendAsync(new FileDelete("fence"));
            await blue.NextAsync<ErrorMessage>();
            Assert.Equal(0, blue.Count<FileWrite>() + blue.Count<AclManifest>());
        }

        Assert.True(File.Exists(Path.Combine(_red.Path, Alice, "f.txt")));
        Assert.False(File.Exists(Path.Combine(_blue.Path, Alice, "f.txt")));
        await blueBob.OpenAsync(Paths.Tcp(Alice));
        Assert.Equal(Reasons.PermissionDenied, (await blueBob.NextAsync<HotlinkReject>()).Reason);
    }

    [Fact]
    public async Task Connect_ToAHostOfNobody_421()
    {
        var relay = await StartTwoAsync();

        Assert.Equal(421, (await relay.TryConnectAsync(new PeerOptions { User = Alice, Host = "green.example" })).Handshake.Status);
    }

    private static Task<FakePeer> ConnectAsync(RelayTestHost relay, string host, string user) =>
        relay.ConnectAsync(new PeerOptions { User = user, Host = host });

    private async Task<RelayTestHost> StartTwoAsync()
    {
        var relay = await StartAsync(new RelayTestOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Datasites"] = null,
                ["Tenants:0:Name"] = "red",
                ["Tenants:0:Hosts:0"] = Red,
                ["Tenants:0:Datasites"] = _red.Path,
                ["Tenants:1:Name"] = "blue",
                ["Tenants:1:Hosts:0"] = Blue,
                ["Tenants:1:Datasites"] = _blue.Path,
            },
        });
        foreach (var host in new[] { Red, Blue })
        {
            var alice = await ConnectAsync(relay, host, Alice);
            await alice.PublishRulesAsync();
            await alice.CloseAsync();
        }

        return relay;
    }
}
