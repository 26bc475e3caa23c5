using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Health;
using Hotlink.Gateway.Tests.Authentication;
using Hotlink.Gateway.Tests.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Tests.Handshake;

/// <summary>The edge on a real Kestrel at a free port. A socket that comes up gets one text message, its own user, and is closed.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EdgeHost(WebApplication app, LogLines log)
    {
        (_app, Log) = (app, log);
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(addresses.Addresses.Single()) };
    }

    public HttpClient Http { get; }

    public LogLines Log { get; }

    public Readiness Readiness => _app.Services.GetRequiredService<Readiness>();

    public ConcurrentQueue<HandshakeResult> Accepted { get; } = [];

    public static async Task<EdgeHost> StartAsync(string settings = "", CancellationToken cancellationToken = default)
    {
        var log = new LogLines();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(Edge.Configuration("urls=http://127.0.0.1:0|" + settings));
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(new FixedClock());
        builder.Services.AddEdge(builder.Configuration);
        var app = builder.Build();
        EdgeHost? host = null;
        app.UseErrorBodies();
        app.MapGateway(context => RunAsync(context, host!));
        await app.StartAsync(cancellationToken);
        return host = new EdgeHost(app, log);
    }

    /// <summary>A handshake that succeeds as it is, to be spoiled by the test.</summary>
    public HttpRequestMessage Handshake(string query = "?user=alice%40example.com", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Http.BaseAddress!, GatewayEndpoints.EventsPath + query));
        (string Name, string Value)[] all =
        [
            ("Connection", "Upgrade"), ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            .. headers,
        ];
        foreach (var (name, value) in all)
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task RunAsync(HttpContext context, EdgeHost host)
    {
        var result = await context.RequestServices.GetRequiredService<EventsEndpoint>().NegotiateAsync(context);
        if (result is null)
        {
            return;
        }

        host.Accepted.Enqueue(result);
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        var user = Encoding.UTF8.GetBytes(result.Peer.User);
        await socket.SendAsync(user, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
    }
}
