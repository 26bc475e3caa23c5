using System.Net;
using Hotlink.Gateway.Tests.Handshake;

namespace Hotlink.Gateway.Tests.Health;

public sealed class HealthEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Healthz_InEveryState_IsOk()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        await AssertAsync(host, "/healthz", HttpStatusCode.OK, "ok");
        host.Readiness.MarkDraining();
        await AssertAsync(host, "/healthz", HttpStatusCode.OK, "ok");
    }

    [Fact]
    public async Task Readyz_FollowsTheReadiness()
    {
        await using var host = await EdgeHost.StartAsync(cancellationToken: Token);
        await AssertAsync(host, "/readyz", HttpStatusCode.ServiceUnavailable, "starting");
        host.Readiness.MarkReady();
        await AssertAsync(host, "/readyz", HttpStatusCode.OK, "ready");
        host.Readiness.MarkDraining();
        await AssertAsync(host, "/readyz", HttpStatusCode.ServiceUnavailable, "draining");
    }

    private static async Task AssertAsync(EdgeHost host, string path, HttpStatusCode status, string word)
    {
        using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal($$"""{"status":"{{word}}"}""", await response.Content.ReadAsStringAsync(Token));
    }
}
