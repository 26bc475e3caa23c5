using Hotlink.Gateway.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Gateway.Handshake;

/// <summary>The routes of the relay, and the bodies of requests that miss them.</summary>
internal static class GatewayEndpoints
{
    public const string EventsPath = "/api/v1/events";

    /// <param name="routes">Where to add them.</param>
    /// <param name="events">Negotiates with <see cref="EventsEndpoint"/> and runs the connection; null where the node takes none.</param>
    public static void MapGateway(this IEndpointRouteBuilder routes, RequestDelegate? events)
    {
        routes.MapHealth(routes.ServiceProvider.GetRequiredService<Readiness>());
        routes.MapGet("/", (RequestDelegate)WriteBannerAsync);
        if (events is not null)
        {
            routes.MapGet(EventsPath, events);
        }
    }

    /// <summary>Gives 404 and 405 the body that clients know. Goes before the routes.</summary>
    public static void UseErrorBodies(this IApplicationBuilder app) => app.UseStatusCodePages(WriteAsync);

    private static Task WriteBannerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(ServerIdentity.Banner + "\n", context.RequestAborted);
    }

    private static Task WriteAsync(StatusCodeContext miss)
    {
        var context = miss.HttpContext;
        var text = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "not found",
            StatusCodes.Status405MethodNotAllowed => "method not allowed",
            _ => null,
        };
        return text is null
            ? Task.CompletedTask
            : ErrorBody.WriteAsync(context, context.Response.StatusCode, ErrorCodes.InvalidRequest, text);
    }
}
