using System.Net;
using System.Net.WebSockets;
using System.Text;
using Hotlink.Gateway.Tests.Authentication;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class EventsEndpointTests
{
    private const string Jwt = "Auth:AccessTokenSecrets:0=" + Tokens.Secret;
    private const string Turn = "|SYFTBOX_HOTLINK_TURN_USER=tu|SYFTBOX_HOTLINK_TURN_PASS=tp";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Negotiate_RealClient_ComesUp()
    {
        await using var host = await EdgeHost.StartAsync(Jwt, Token);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {Tokens.Access("Alice@Example.com")}");
        socket.Options.SetRequestHeader("X-Syft-WS-Encodings", "msgpack,json");
        socket.Options.SetRequestHeader("X-Syft-Version", "0.9.1");
        socket.Options.SetRequestHeader("User-Agent", new string('u', 300));
        await socket.ConnectAsync(new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = "/api/v1/events" }.Uri, Token);

        var buffer = new byte[64];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Token);
        Assert.Equal("alice@example.com", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.True(host.Accepted.TryDequeue(out var result));
        Assert.Equal("default", result.Peer.Tenant.Name);
        Assert.Equal(FixedClock.Start.AddHours(1), result.Peer.ExpiresAt);
        Assert.Equal(WireEncoding.MsgPack, result.Encoding);
        Assert.Equal("0.9.1", result.ClientVersion);
        Assert.Equal(new string('u', 256), result.UserAgent);
    }

    [Fact]
    public async Task Negotiate_Success_SetsTheHeaders()
    {
        await using var host = await EdgeHost.StartAsync(Jwt + Turn, Token);
        using var response = await SendAsync(
            host, ("Authorization", $"Bearer {Tokens.Access()}"), ("X-Syft-WS-Encodings", "cbor, MsgPack"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Header(response, "Sec-WebSocket-Accept"));
        Assert.Equal("websocket", Header(response, "Upgrade"));
        Assert.Equal("Upgrade", Header(response, "Connection"));
        Assert.Equal("msgpack", Header(response, "X-Syft-WS-Encoding"));
        Assert.Equal("turns:127.0.0.1:5349?transport=tcp", Header(response, "X-Syft-Hotlink-Ice-Servers"));
        Assert.Equal("tu", Header(response, "X-Syft-Hotlink-Turn-User"));
        Assert.Equal("tp", Header(response, "X-Syft-Hotlink-Turn-Pass"));
    }

    [Fact]
    public async Task Negotiate_NoEncodingHeader_IsJson()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await SendAsync(host);
        Assert.Equal("json", Header(response, "X-Syft-WS-Encoding"));
        Assert.Null(Header(response, "X-Syft-Hotlink-Turn-User"));
        Assert.Null(Header(response, "X-Syft-Hotlink-Turn-Pass"));
    }

    // Wire-protocol, section 1, with the text first and the JSON behind it.
    [Theory]
    [InlineData("Connection", "keep-alive", HttpStatusCode.UpgradeRequired, "Connection header lacks Upgrade")]
    [InlineData("Upgrade", "", HttpStatusCode.UpgradeRequired, "Upgrade header lacks websocket")]
    [InlineData("Sec-WebSocket-Version", "8", HttpStatusCode.BadRequest, "WebSocket version must be 13")]
    [InlineData("Sec-WebSocket-Key", "x", HttpStatusCode.BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64")]
    [InlineData("Sec-WebSocket-Key", "", HttpStatusCode.BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64")]
    [InlineData("Origin", "https://evil.example.com", HttpStatusCode.Forbidden, "origin is not this host")]
    public async Task Negotiate_FailedUpgrade_AnswersBothBodiesAndNoCredentials_Pitfall79(
        string name, string value, HttpStatusCode status, string text)
    {
        await using var host = await EdgeHost.StartAsync(Jwt + Turn, Token);
        using var response = await SendAsync(host, ("Authorization", $"Bearer {Tokens.Access()}"), (name, value));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(
            $$"""{{text}}{{"\n"}}{"code":"E_INVALID_REQUEST","error":"websocket accept failed: {{text}}"}{{"\n"}}""",
            await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("json", Header(response, "X-Syft-WS-Encoding"));
        Assert.NotNull(Header(response, "X-Syft-Hotlink-Ice-Servers"));
        Assert.Null(Header(response, "X-Syft-Hotlink-Turn-User"));
        Assert.Null(Header(response, "X-Syft-Hotlink-Turn-Pass"));
        Assert.Empty(host.Accepted);
    }

    [Fact]
    public async Task Negotiate_OtherVersion_NamesTheOneThatIsSpoken()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await SendAsync(host, ("Sec-WebSocket-Version", "8"));
        Assert.Equal("13", Header(response, "Sec-WebSocket-Version"));
    }

    [Fact]
    public async Task Negotiate_Http10_Is426()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var request = host.Handshake();
        request.Version = HttpVersion.Version10;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var response = await host.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Theory]
    [InlineData("", "E_AUTH_INVALID_CREDENTIALS", "authorization header required")]
    [InlineData("Basic x", "E_AUTH_INVALID_CREDENTIALS", "bearer token required")]
    [InlineData("Bearer ..", "E_AUTH_INVALID_CREDENTIALS", "invalid access token: token is malformed: could not JSON decode header")]
    public async Task Negotiate_NoIdentity_Is401BeforeAnythingElse(string authorization, string code, string text)
    {
        await using var host = await EdgeHost.StartAsync(Jwt + Turn, Token);
        using var response = await SendAsync(host, ("Authorization", authorization), ("Upgrade", ""));
        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, code, text);
        Assert.Null(Header(response, "X-Syft-Hotlink-Turn-Pass"));
    }

    [Theory]
    [InlineData(
        """{"type":"refresh","sub":"a@b.co"}""", "E_AUTH_INVALID_CREDENTIALS",
        "invalid access token: wrong token type got \\\"refresh\\\"")]
    [InlineData("""{"type":"access","sub":""}""", "E_INVALID_REQUEST", "user missing")]
    [InlineData("""{"type":"access","sub":"bob"}""", "E_INVALID_REQUEST", "invalid email")]
    [InlineData(
        """{"type":"access","sub":"a@b.co","exp":5}""", "E_AUTH_INVALID_CREDENTIALS",
        "invalid access token: token has invalid claims: token is expired")]
    public async Task Negotiate_UnusableToken_Is401WithTheSpelledBody(string claims, string code, string text)
    {
        await using var host = await EdgeHost.StartAsync(Jwt, Token);
        using var response = await SendAsync(host, ("Authorization", $"Bearer {Tokens.Signed(claims)}"));
        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, code, text);
    }

    [Theory]
    [InlineData("?user=a%2Bb%40c.de", "a+b@c.de")]
    [InlineData("?user=&x-syft-from=Bob%40x.io", "bob@x.io")]
    [InlineData("?x-syft-from=bob%40x.io", "bob@x.io")]
    public async Task Negotiate_Off_TakesTheQuery(string query, string user)
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await host.Http.SendAsync(host.Handshake(query), HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.Equal(user, Assert.Single(host.Accepted).Peer.User);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?user=a+b%40c.de")]
    [InlineData("?user=a%40b")]
    [InlineData("?user=a%40x.io&user=b%40x.io")]
    public async Task Negotiate_OffWithoutEmail_Is401(string query)
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await host.Http.SendAsync(host.Handshake(query), Token);
        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "E_INVALID_REQUEST", "invalid email");
    }

    [Fact]
    public async Task Negotiate_HostileHost_Is400_Pitfall80()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await SendAsync(host, ("Host", "a,turn:evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Accepted);
    }

    [Fact]
    public async Task Negotiate_HostOfNoTenant_Is421()
    {
        await using var host = await EdgeHost.StartAsync("Tenants:0:Name=acme|Tenants:0:Hosts:0=acme.example.com", Token);
        using var refused = await SendAsync(host);
        await AssertErrorAsync(refused, HttpStatusCode.MisdirectedRequest, "E_INVALID_REQUEST", "unknown host");
        using var accepted = await SendAsync(host, ("Host", "acme.example.com"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, accepted.StatusCode);
    }

    [Fact]
    public async Task Negotiate_Tokens_NeverReachTheLog()
    {
        await using var host = await EdgeHost.StartAsync(Jwt + Turn, Token);
        string[] tokens = [Tokens.Access(), Tokens.Access(secret: Tokens.OtherSecret), Tokens.Access("bob"), "junk-that-is-no-token"];
        foreach (var token in tokens)
        {
            using var response = await SendAsync(host, ("Authorization", $"Bearer {token}"), ("Origin", "http://o.example"));
            Assert.DoesNotContain(token, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.Contains("Handshake refused: no identity, BadToken", host.Log.All, StringComparison.Ordinal);
        Assert.All(
            [.. tokens, Tokens.Secret, "alice@example.com"],
            secret => Assert.DoesNotContain(secret, host.Log.All, StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> SendAsync(EdgeHost host, params (string Name, string Value)[] headers) =>
        host.Http.SendAsync(host.Handshake(headers: headers), HttpCompletionOption.ResponseHeadersRead, Token);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code, string text)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal($$"""{"code":"{{code}}","error":"{{text}}"}{{"\n"}}""", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }
}
