using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>What gives the programs of a machine in Azure their tokens, the way App Service does: each names the machine, and holds for an hour.</summary>
internal sealed class ManagedIdentity : IAsyncDisposable
{
    private const string Resource = "https://storage.azure.com";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly WebApplication _app;
    private int _tokenCount;

    private ManagedIdentity(WebApplication app) => _app = app;

    /// <summary>What a program on the machine has to know to get a token.</summary>
    public static string Secret { get; } = Guid.NewGuid().ToString("N");

    /// <summary>How many tokens it gave.</summary>
    public int TokenCount => Volatile.Read(ref _tokenCount);

    /// <summary>How programs find it.</summary>
    public (string Name, string Value)[] Environment => [("IDENTITY_ENDPOINT", $"{_app.Urls.First()}/token"), ("IDENTITY_HEADER", Secret)];

    public static async Task<ManagedIdentity> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var identity = new ManagedIdentity(app);
        app.MapGet("/token", identity.Answer);
        await app.StartAsync();
        return identity;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(HttpContext context)
    {
        if (context.Request.Headers["X-IDENTITY-HEADER"] != Secret || context.Request.Query["resource"] != Resource)
        {
            return Results.Forbid();
        }

        Interlocked.Increment(ref _tokenCount);
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = (now.ToUnixTimeSeconds(), (now + Lifetime).ToUnixTimeSeconds());
        var token = $"{Encode(new { alg = "none" })}.{Encode(new { iss = "https://sts.windows.net/tests/", aud = Resource, iat = from, nbf = from, exp = to })}.";
        return Results.Json(new { access_token = token, expires_on = to.ToString(CultureInfo.InvariantCulture), resource = Resource, token_type = "Bearer" });
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
