using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Diagnostics;
using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Health;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Transport;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Hosting;

/// <summary>Puts a gateway into a host. The host brings the grains: an <see cref="IGrainDirectory"/> and <c>IRuleFiles</c>.</summary>
public static class GatewayServiceCollectionExtensions
{
    /// <summary>Adds the gateway's services; options come from the configuration.</summary>
    public static IServiceCollection AddHotlinkGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddEdge(configuration);
        services.AddSocketTransport();
        services.AddOptions<ConnectionOptions>().Bind(configuration.GetSection(ConnectionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectionOptions>, ConnectionOptionsValidator>();
        services.TryAddSingleton<NodeCounters>();
        services.AddSingleton<GatewayInstruments>();
        services.AddSingleton<GatewayLog>();
        services.AddSingleton(FramePool.Shared);
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<IConnectionSinks>(provider => provider.GetRequiredService<ConnectionRegistry>());
        services.AddSingleton<Attendance>();
        services.AddSingleton<FileAudience>();
        services.AddSingleton<FileRelay>();
        services.AddSingleton<ConnectionHost>();
        services.AddSingleton(CreateShared);
        services.AddHostedService<ConnectionSweeper>();
        services.AddHostedService<Drain>();
        services.AddHostedService<LostNodeWatcher>();
        return services;
    }

    /// <summary>Maps the relay's routes.</summary>
    /// <param name="app">The host.</param>
    /// <param name="takesConnections">Whether peers may connect; otherwise there are the routes for those who look after the node alone.</param>
    public static WebApplication MapHotlinkGateway(this WebApplication app, bool takesConnections = true)
    {
        app.UseErrorBodies();
        app.MapGateway(takesConnections ? app.Services.GetRequiredService<ConnectionHost>().RunAsync : null);
        app.MapNodeStatus();
        return app;
    }

    /// <summary>From here on the node takes connections: <c>/readyz</c> says so.</summary>
    public static void MarkHotlinkReady(this WebApplication app) => app.Services.GetRequiredService<Readiness>().MarkReady();

    private static GatewayServices CreateShared(IServiceProvider provider) => new(
        provider.GetRequiredService<IGrainDirectory>(),
        provider.GetRequiredService<NodePatience>(),
        provider.GetRequiredService<FramePool>(),
        provider.GetRequiredService<IOptions<ConnectionOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<GatewayInstruments>(),
        provider.GetRequiredService<GatewayLog>());
}
