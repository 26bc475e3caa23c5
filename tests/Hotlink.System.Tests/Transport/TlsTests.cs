using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.System.Tests.Transport;

/// <summary>A relay that ends TLS itself: the socket stays with the server then.</summary>
public sealed class TlsTests : RelayTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Peer_BehindTls_IsServedAndClosed()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = await SelfSigned.WriteAsync(folder.Path, Cancellation);
        var relay = await StartAsync(new RelayTestOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Urls"] = "https://127.0.0.1:0",
                ["Kestrel:Certificates:Default:Path"] = certificate,
                ["Kestrel:Certificates:Default:KeyPath"] = key,
            },
        });
        using var socket = new ClientWebSocket();
        using var expected = X509CertificateLoader.LoadCertificateFromFile(certificate);
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => expected.Equals(shown);
        await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{relay.Address.Port}/api/v1/events?user={Alice}"), Cancellation);
        Assert.IsType<SystemMessage>((await NextAsync(socket)).Body);

        var payload = new byte[200_000];
        var data = MessageWriter.ToArray(WireEncoding.Json, new("1", new HotlinkData("1", 1, "", "", payload)));
        await socket.SendAsync(data, WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal(Reasons.UnknownSession, Assert.IsType<HotlinkReject>((await NextAsync(socket)).Body).Reason);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await relay.WhenEmptyAsync();
    }

    private static async Task<WireMessage> NextAsync(ClientWebSocket socket)
    {
        var bytes = new byte[10_000];
        var result = await socket.ReceiveAsync(bytes, Cancellation);
        Assert.True(result.EndOfMessage);
        Assert.True(MessageReader.TryRead(bytes.AsMemory(0, result.Count), FrameKind.Text, FrameLimits.Default, out var message, out _));
        return message;
    }
}
