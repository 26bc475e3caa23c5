using Hotlink.Protocol;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;

namespace Hotlink.System.Tests.Authentication;

/// <summary>The opening handshake with the whole relay behind it; its rules are tested in Hotlink.Gateway.Tests.</summary>
public sealed class HandshakeTests : RelayTest
{
    [Theory]
    [InlineData(WireEncoding.MsgPack, "msgpack")]
    [InlineData(WireEncoding.Json, "json")]
    public async Task Connect_Encoding_NegotiatedAndGreetedInIt(WireEncoding encoding, string name)
    {
        var relay = await StartAsync(RelayTestOptions.Default);

        var peer = await relay.TryConnectAsync(new PeerOptions { User = Alice, Encoding = encoding });

        Assert.Equal((101, name), (peer.Handshake.Status, peer.Handshake.Headers["X-Syft-WS-Encoding"]));
        Assert.StartsWith("turns:127.0.0.1:5349", peer.Handshake.Headers["X-Syft-Hotlink-Ice-Servers"], StringComparison.Ordinal);
        var greeting = await peer.NextReceivedAsync<Protocol.Messages.SystemMessage>();
        Assert.Equal((encoding == WireEncoding.Json, "ok"), (greeting.IsText, ((Protocol.Messages.SystemMessage)greeting.Message.Body).Text));
    }

    [Fact]
    public async Task Connect_FromAnotherOrigin_403()
    {
        var relay = await StartAsync(RelayTestOptions.Default);

        var peer = await relay.TryConnectAsync(
            new PeerOptions { User = Alice, Headers = new Dictionary<string, string> { ["Origin"] = "https://evil.example" } });

        Assert.Equal(403, peer.Handshake.Status);
    }

    // Pitfall 16: more connections than the relay, or one user, may have.
    [Theory]
    [InlineData("Connections:MaxConnectionCount")]
    [InlineData("Connections:UserConnectionCount")]
    public async Task Connect_MoreThanTheQuota_503UntilOneLeaves(string setting)
    {
        var relay = await StartAsync(new RelayTestOptions { Settings = new Dictionary<string, string?> { [setting] = "2" } });
        var first = await relay.ConnectAsync(Alice);
        await relay.ConnectAsync(Alice);

        Assert.Equal(503, (await relay.TryConnectAsync(new PeerOptions { User = Alice })).Handshake.Status);

        await first.CloseAsync();
        await Hotlink.Testing.Waiting.EventWait.UntilAsync(() => relay.ConnectionCount == 1);
        await relay.ConnectAsync(Alice);
    }
}
