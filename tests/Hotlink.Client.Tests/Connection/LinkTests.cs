using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Identity;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Connection;

/// <summary>How a client comes to its relay, and comes back.</summary>
public sealed class LinkTests : ClientTest
{
    private const string Secret = "a secret of this test, long enough for a key";

    [Fact] // Pitfall 99: a connection needs nothing but the relay. Pitfall 141.
    public async Task Connect_Relay_KnowsWhatItIs()
    {
        var relay = await StartRelayAsync();

        var client = await ConnectAsync(relay.Address, "Alice@One.Example");

        Assert.Equal((Alice, HotlinkLinkState.Connected), (client.User, client.State));
        Assert.Equal("msgpack", client.Server!.Encoding);
        Assert.NotEmpty(client.Server.Version);
        Assert.NotEmpty(client.Server.IceServers);
        Assert.DoesNotContain("Password", client.Server.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_JsonIsAllThereIs_CarriesChannels()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice, options => options with { Encodings = "json" });
        var bob = await ConnectAsync(relay.Address, Bob);

        var (one, two) = await OpenChannelAsync(alice, bob);

        await Transfer.BothWaysAsync(one, two, 3 * 1024 * 1024, Cancellation);
        Assert.Equal("json", alice.Server!.Encoding);
        Assert.Equal(HotlinkMode.Reliable, one.Writer.Mode);
    }

    [Fact]
    public async Task Connect_NobodyListens_FailsWithAReason()
    {
        var relay = await StartRelayAsync();
        await relay.StopAsync();

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => ConnectAsync(relay.Address, Alice).SoonAsync());

        Assert.Equal(HotlinkReason.RelayUnreachable, failure.Reason);
    }

    [Fact]
    public async Task Dispose_Connected_TellsOfItsOwnEndWithoutAReason()
    {
        var client = await ConnectAsync((await StartRelayAsync()).Address, Alice);

        await client.DisposeAsync();

        var down = Assert.Single(Events.Of(Alice, HotlinkEventKind.LinkDown));
        Assert.Equal((HotlinkReason.None, ""), (down.Reason, down.Text));
    }

    [Fact]
    public async Task Connect_WaitForRelay_ComesUpWhenTheRelayDoes()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address) { IsClosed = true });
        var connecting = ConnectAsync(link.Address, Alice, options => Quick(options) with { WaitForRelay = true });
        await Events.UntilAsync(Alice, HotlinkEventKind.LinkDown, count: 2);

        link.IsClosed = false;

        Assert.Equal(HotlinkLinkState.Connected, (await connecting.SoonAsync()).State);
    }

    [Fact]
    public async Task Connect_TokenExpired_IsRenewedThroughTheCallback()
    {
        var relay = await StartJwtRelayAsync();
        var asked = 0;
        var client = await ConnectAsync(relay.Address, Alice, options => options with
        {
            Token = _ => ValueTask.FromResult<string?>(asked++ == 0 ? "not-a-token" : AccessTokens.Issue(Alice, Secret)),
        });

        Assert.Equal((2, HotlinkLinkState.Connected), (asked, client.State));
    }

    [Fact]
    public async Task Connect_TokenRefusedTwice_Fails()
    {
        var relay = await StartJwtRelayAsync();

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => ConnectAsync(
            relay.Address, Alice, options => options with { Token = _ => ValueTask.FromResult<string?>("not-a-token") }));

        Assert.Equal(HotlinkReason.Unauthorized, failure.Reason);
        Assert.DoesNotContain("not-a-token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_Cut_IsMadeAgainAtOnce()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var clock = new TestTimeProvider();
        await ConnectAsync(link.Address, Alice, options => options with { TimeProvider = clock });
        clock.Advance(TimeSpan.FromSeconds(3)); // A link that lived this long is made again without a wait.

        link.Cut();

        await Events.UntilAsync(Alice, HotlinkEventKind.LinkUp, count: 2);
    }

    [Fact]
    public async Task Connect_BadOptions_NamesAllProblems()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => HotlinkClient.ConnectAsync(
            new() { ServerUri = new("ftp://relay.example"), User = "nobody", WindowBytes = 1, GapTimeout = TimeSpan.Zero }, Cancellation));

        foreach (var name in new[] { "ServerUri", "User", "WindowBytes", "GapTimeout" })
        {
            Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact] // Pitfalls 118 and 139.
    public async Task Dispose_StreamsOpen_TellsThePeersAndEndsEverything()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        var accepting = alice.AcceptAsync("x@y.zz/a/b", null, Cancellation);

        await alice.DisposeAsync();

        Assert.Equal(HotlinkReason.ClientClosed, (await FailureOf(two.Reader.Completion)).Reason);
        Assert.Equal(HotlinkReason.ClientClosed, (await FailureOf(two.Writer.Completion)).Reason);
        Assert.Equal(HotlinkReason.ClientClosed, (await FailureOf(one.Writer.Completion)).Reason);
        Assert.Equal(HotlinkReason.ClientClosed, (await FailureOf(accepting)).Reason);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => alice.OpenAsync(AlicePath, Bob, Cancellation));
        await EventWait.UntilAsync(() => relay.ConnectionCount == 1, () => relay.Holdings);
    }

    private static HotlinkClientOptions Quick(HotlinkClientOptions options) =>
        options with { ReconnectDelay = TimeSpan.FromMilliseconds(50), ReconnectMaxDelay = TimeSpan.FromMilliseconds(200) };

    private static Task<HotlinkException> FailureOf(Task task) => Assert.ThrowsAsync<HotlinkException>(() => task.SoonAsync());

    private async Task<RelayTestHost> StartJwtRelayAsync() => Own(await RelayTestHost.StartAsync(new RelayTestOptions
    {
        Settings = new Dictionary<string, string?> { ["Auth:Mode"] = "Jwt", ["Auth:AccessTokenSecrets:0"] = Secret },
    }));
}
