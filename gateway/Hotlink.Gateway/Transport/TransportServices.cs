using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hotlink.Gateway.Transport;

/// <summary>How Kestrel reads and writes sockets for a relay.</summary>
internal static class TransportServices
{
    public static IServiceCollection AddSocketTuning(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, ReceiveBlockPoolFactory>());
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(SocketHandover.Wrap));
        });

        // Nothing on the way of a frame blocks a thread, so the thread that reads it may carry it all the way to the receiver's socket.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        return services;
    }
}
