using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Connection;

/// <summary>What a client says to a relay before it is greeted, and how often it tries.</summary>
public sealed class HandshakeTests : ClientTest
{
    private readonly RelayDouble _relay;

    public HandshakeTests() => _relay = Own(new RelayDouble());

    [Fact] // Pitfalls 142 and 144.
    public async Task Request_FirstConnection_NamesUserVersionAndEncodings()
    {
        var connecting = ConnectAsync(_relay, Alice, options => options with { ServerUri = new(_relay.Address, "/behind/a/prefix") });

        var connection = await _relay.GreetNextAsync();

        await connecting.SoonAsync();
        Assert.Equal($"GET /behind/a/prefix/api/v1/events?user={Uri.EscapeDataString(Alice)} HTTP/1.1", connection.Request[0]);
        Assert.Equal("msgpack,json", connection.HeaderOf(EncodingNegotiation.RequestHeader));
        Assert.StartsWith("hotlink-dotnet/", connection.HeaderOf("X-Syft-Version"), StringComparison.Ordinal);
        Assert.Equal(Alice, connection.HeaderOf("X-Syft-User"));
        Assert.Empty(connection.HeaderOf("Authorization"));
    }

    [Fact]
    public async Task Encoding_RelayNamesNone_IsJson()
    {
        var connecting = ConnectAsync(_relay, Alice);
        var connection = await _relay.NextAsync();
        await connection.UpgradeAsync(encoding: null);

        await connection.SendAsync(RelayDoubleConnection.Greeting);

        Assert.Equal("json", (await connecting.SoonAsync()).Server!.Encoding);
    }

    [Fact]
    public async Task Token_RefusedOrExpired_IsAskedForAgainAndElseKept()
    {
        var asked = 0;
        var connecting = ConnectAsync(_relay, Alice, options => options with
        {
            Token = _ => ValueTask.FromResult<string?>($"token-{++asked}"),
        });
        var first = await _relay.GreetNextAsync();
        await connecting.SoonAsync();
        first.Dispose();
        var second = await _relay.GreetNextAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.LinkUp, count: 2);
        await second.SendCloseAsync(4401);
        var third = await _relay.NextAsync();
        await third.RefuseAsync(401);
        var fourth = await _relay.GreetNextAsync();

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-3"],
            new[] { first, second, third, fourth }.Select(connection => connection.HeaderOf("Authorization")));
    }

    [Fact]
    public async Task Token_CallbackTimesOut_IsAskedAgain()
    {
        var asked = 0;
        var connecting = ConnectAsync(_relay, Alice, options => options with
        {
            WaitForRelay = true,
            Token = _ => ++asked % 2 == 1 ? throw new TaskCanceledException("its own request") : ValueTask.FromResult<string?>($"token-{asked}"),
        });
        var first = await _relay.GreetNextAsync();
        await connecting.SoonAsync();
        await first.SendCloseAsync(4401);

        var second = await _relay.GreetNextAsync();

        Assert.Equal(["Bearer token-2", "Bearer token-4"], new[] { first, second }.Select(connection => connection.HeaderOf("Authorization")));
    }

    [Fact]
    public async Task Connect_TokenRefusedAtFirst_FailsThoughItWaitsForTheRelay()
    {
        var connecting = ConnectAsync(_relay, Alice, options => options with { WaitForRelay = true });

        await (await _relay.NextAsync()).RefuseAsync(403);

        Assert.Equal(HotlinkReason.Unauthorized, (await Assert.ThrowsAsync<HotlinkException>(() => connecting.SoonAsync())).Reason);
    }

    [Fact] // Pitfall 140.
    public async Task Connect_NoAnswer_FailsInTime()
    {
        var connecting = ConnectAsync(_relay, Alice, options => options with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        await _relay.NextAsync();

        Assert.Equal(HotlinkReason.RelayUnreachable, (await Assert.ThrowsAsync<HotlinkException>(() => connecting.SoonAsync())).Reason);
    }

    [Fact] // Pitfall 97.
    public async Task Reconnect_RelayGone_WaitsOneSecondDoublingToEightWithJitter()
    {
        var clock = new HurriedTimeProvider(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(11));
        var connecting = ConnectAsync(_relay, Alice, options => options with
        {
            TimeProvider = clock,
            ReconnectDelay = TimeSpan.FromSeconds(1),
            ConnectTimeout = TimeSpan.FromHours(1),
            PingInterval = TimeSpan.FromHours(1),
        });
        var first = await _relay.GreetNextAsync();
        await connecting.SoonAsync();
        await _relay.DisposeAsync();
        first.Dispose();

        await EventWait.UntilAsync(() => clock.Waits.Count >= 6, Events.Describe);

        foreach (var (wait, expected) in clock.Waits.Zip([1, 2, 4, 8, 8, 8]))
        {
            Assert.InRange(wait.TotalSeconds, expected * 0.75, expected * 1.25);
        }

        Assert.NotEqual(clock.Waits[4], clock.Waits[5]);
    }

    [Fact]
    public async Task Link_NoSignOfLife_IsAskedAfterFifteenSecondsAndGivenUpAfterFive()
    {
        var clock = new TestTimeProvider();
        var connecting = ConnectAsync(_relay, Alice, options => options with { TimeProvider = clock });
        await _relay.GreetNextAsync();
        await connecting.SoonAsync();

        clock.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Empty(Events.Of(Alice, HotlinkEventKind.LinkDown));
        clock.Advance(TimeSpan.FromSeconds(0.1));

        await Events.UntilAsync(Alice, HotlinkEventKind.LinkDown);
    }
}
