using Hotlink.Gateway.Authentication;
using Hotlink.Gateway.Files;
using Hotlink.Gateway.Health;
using Hotlink.Gateway.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Gateway.Handshake;

internal static class EdgeServices
{
    /// <summary>Everything around the socket: tenants, identities, handshake, files, health.</summary>
    public static IServiceCollection AddEdge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTenancy(configuration);
        services.AddPeerAuthentication(configuration);
        services.AddFiles(configuration);
        services.AddSingleton<Readiness>();
        services.AddSingleton<EventsEndpoint>();
        return services;
    }
}
