using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hotlink.Gateway.Transport;

/// <summary>How the server reads and writes sockets for a relay.</summary>
internal static class TransportServices
{
    public static IServiceCollection AddSocketTransport(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, ReceiveBlockPoolFactory>());
        services.AddSingleton<IConnectionListenerFactory, HandoverListenerFactory>(); // The server asks the last one first.
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(AcceptedConnection.Wrap));
        });
        return services;
    }
}
