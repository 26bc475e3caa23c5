using System.Net;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Gateway.Health;

/// <summary><c>/statusz</c>: what the node holds, in numbers, for those who are on the same machine.</summary>
internal static class NodeStatusEndpoint
{
    public static void MapNodeStatus(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (node, counters) = (services.GetRequiredService<INodeIdentity>(), services.GetRequiredService<NodeCounters>());
        var (registry, readiness) = (services.GetRequiredService<ConnectionRegistry>(), services.GetRequiredService<Readiness>());
        routes.MapGet("/statusz", (RequestDelegate)(context => IsLocal(context) ? WriteAsync(context, Read()) : RefuseAsync(context)));

        NodeStatus Read() => new(
            node.Name, Environment.ProcessId, readiness.State.ToString().ToLowerInvariant(), registry.Count, registry.RouteCount, counters.Sessions,
            counters.FramesRelayed, counters.FramesToNodes, counters.RuleStoresLost);
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !context.Request.Headers.ContainsKey("X-Forwarded-For");

    private static Task WriteAsync(HttpContext context, NodeStatus status)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(status, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
