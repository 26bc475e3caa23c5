using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hotlink.Gateway.Health;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: it wants peers.</summary>
internal static class HealthEndpoints
{
    private const string JsonType = "application/json; charset=utf-8";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapMethods("/healthz", Reading, (RequestDelegate)(context => WriteAsync(context, StatusCodes.Status200OK, "ok")));
        routes.MapMethods("/readyz", Reading, (RequestDelegate)(context => WriteReadinessAsync(context, readiness.State)));
    }

    private static Task WriteReadinessAsync(HttpContext context, ReadinessState state) => state switch
    {
        ReadinessState.Ready => WriteAsync(context, StatusCodes.Status200OK, "ready"),
        ReadinessState.Draining => WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "draining"),
        _ => WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "starting"),
    };

    private static Task WriteAsync(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = JsonType;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync($$"""{"status":"{{word}}"}""", context.RequestAborted);
    }
}
