using System.Net;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class GatewayEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Wire-protocol, section 4.
    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "not found")]
    [InlineData("POST", "/api/v1/send/msg", HttpStatusCode.NotFound, "not found")]
    [InlineData("POST", "/api/v1/events", HttpStatusCode.MethodNotAllowed, "method not allowed")]
    [InlineData("DELETE", "/", HttpStatusCode.MethodNotAllowed, "method not allowed")]
    [InlineData("PUT", "/healthz", HttpStatusCode.MethodNotAllowed, "method not allowed")]
    public async Task Request_ThatMissesTheRoutes_GetsTheKnownBody(string method, string path, HttpStatusCode status, string text)
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        using var response = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal($$"""{"code":"E_INVALID_REQUEST","error":"{{text}}"}{{"\n"}}""", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Root_Banner_IsWhatToolsLookFor()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        Assert.Matches(
            @"\ASyftBox HotlinkOrleans/\d+\.\d+\.\d+ \([^)]+\)\n\z", await host.Http.GetStringAsync(new Uri("/", UriKind.Relative), Token));
    }

    [Fact]
    public async Task Start_WithImpossibleSettings_FailsBeforeAnyPortIsOpen()
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => EdgeHost.StartAsync("Auth:Mode=Jwt", Token));
        Assert.Contains("SYFTBOX_AUTH_ACCESS_TOKEN_SECRET", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Warning 1102 AUTHENTICATION IS OFF: every program on this machine can be any user")]
    [InlineData(
        "Auth:ForceInsecure=true", "Warning 1103 AUTHENTICATION IS OFF BY FORCE: everyone who can reach this address can be any user")]
    [InlineData("Auth:AccessTokenSecrets:0=0123456789abcdef", "Information 1101 Peers are identified by access tokens")]
    public async Task Start_Authentication_IsAnnounced(string settings, string line)
    {
        await using var host = await EdgeHost.StartAsync(settings, Token);
        Assert.Contains(line, host.Log.All, StringComparison.Ordinal);
    }
}
