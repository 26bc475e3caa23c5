using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Identity;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Authentication;

/// <summary>Tokens, end to end (pitfalls 74–78); each check by itself is tested in Hotlink.Gateway.Tests.</summary>
public sealed class TokenTests : RelayTest
{
    private const string Secret = "a secret of the test, long enough";
    private readonly TestTimeProvider _time = new();

    [Fact]
    public async Task Connect_WithTokens_SubjectIsTheUserWhateverTheQuerySays()
    {
        var relay = await StartJwtAsync();
        var alice = await relay.ConnectAsync(new PeerOptions { User = Mallory, Token = Token(Alice) });
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, Token = Token(Bob) });
        var id = await alice.SendAsync(RuleFiles.Write(Alice, RuleFiles.Everybody));
        await alice.NextAsync<Ack>(ack => ack.OriginalId == id);

        await alice.OpenAsync(Paths.Tcp(Alice));

        Assert.Equal(Alice, (await bob.NextAsync<HotlinkOpen>()).From);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("of another secret")]
    [InlineData("expired")]
    [InlineData("to refresh")]
    [InlineData("nonsense")]
    public async Task Connect_WithoutAValidToken_401(string what)
    {
        var relay = await StartJwtAsync();
        var token = what switch
        {
            "none" => null,
            "of another secret" => AccessTokens.Issue(Alice, "another secret of the test"),
            "expired" => AccessTokens.Issue(Alice, Secret, _time.GetUtcNow() - TimeSpan.FromSeconds(1)),
            "to refresh" => AccessTokens.Issue(Alice, Secret, type: "refresh"),
            _ => "nonsense",
        };

        var peer = await relay.TryConnectAsync(new PeerOptions { User = Alice, Token = token });

        Assert.Equal(401, peer.Handshake.Status);
        Assert.Contains("E_AUTH_INVALID_CREDENTIALS", peer.Handshake.Body, StringComparison.Ordinal);
        Assert.Equal(0, relay.ConnectionCount);
    }

    // Pitfall 75: a token's end is the connection's; what was on its way still comes through, and the others are told.
    [Fact]
    public async Task Token_ExpiresOnALiveConnection_ClosedWith4401AndOthersAreTold()
    {
        var relay = await StartJwtAsync();
        var alice = await relay.ConnectAsync(new PeerOptions { User = Alice, Token = Token(Alice) });
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, Token = AccessTokens.Issue(Bob, Secret, _time.GetUtcNow() + TimeSpan.FromSeconds(60)) });
        await alice.PublishRulesAsync();
        await alice.LinkAsync(Paths.Tcp(Alice), bob);

        _time.Advance(TimeSpan.FromSeconds(58));
        await alice.SendAsync(new FileDelete("fence"));
        await alice.NextAsync<ErrorMessage>();
        Assert.Equal(2, relay.ConnectionCount);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(4401, (await bob.ClosedAsync()).Code);
        Assert.Equal(Reasons.ReceiverDisconnected, (await alice.NextAsync<HotlinkClose>()).Reason);
        await EventWait.UntilAsync(() => relay.ConnectionCount == 1, () => relay.Holdings);
        Assert.Equal(401, (await relay.TryConnectAsync(new PeerOptions
        {
            User = Bob,
            Token = AccessTokens.Issue(Bob, Secret, _time.GetUtcNow()),
        })).Handshake.Status);
    }

    private static string Token(string user) => AccessTokens.Issue(user, Secret);

    private Task<RelayTestHost> StartJwtAsync() => StartAsync(new RelayTestOptions
    {
        Time = _time,
        Settings = new Dictionary<string, string?>
        {
            ["Auth:Mode"] = "Jwt",
            ["Auth:AccessTokenSecrets:0"] = Secret,
            ["Connections:PingInterval"] = "1.00:00:00",
        },
    });
}
