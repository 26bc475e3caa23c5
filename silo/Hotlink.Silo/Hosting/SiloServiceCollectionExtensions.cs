using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hotlink.Silo.Hosting;

/// <summary>Puts the grains into a host.</summary>
public static class SiloServiceCollectionExtensions
{
    /// <summary>Adds the grains of one process: no network, no dependency.</summary>
    public static IServiceCollection AddLocalSilo(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SessionLimits.Default);
        services.AddSingleton<LocalGrainDirectory>();
        services.AddSingleton<IGrainDirectory>(provider => provider.GetRequiredService<LocalGrainDirectory>());
        services.AddSingleton<Rulebooks>();
        services.TryAddSingleton(new TenantFolders(new Dictionary<string, string>()));
        services.AddSingleton<RuleFolders>();
        services.AddSingleton<IRuleFiles>(provider => provider.GetRequiredService<RuleFolders>());
        services.AddHostedService(provider => provider.GetRequiredService<RuleFolders>());
        services.AddHostedService<AccessChangeRelay>();
        return services;
    }
}
