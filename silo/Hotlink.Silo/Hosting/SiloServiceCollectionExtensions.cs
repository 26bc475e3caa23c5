using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hotlink.Silo.Hosting;

/// <summary>What grains need, and the host of one process.</summary>
public static class SiloServiceCollectionExtensions
{
    /// <summary>Adds the grains of one process: no network, no dependency.</summary>
    public static IServiceCollection AddLocalSilo(this IServiceCollection services)
    {
        services.AddSingleton<LocalGrainDirectory>();
        services.AddSingleton<IGrainDirectory>(provider => provider.GetRequiredService<LocalGrainDirectory>());
        services.AddSingleton<SingleNode>();
        services.AddSingleton<INodeIdentity>(provider => provider.GetRequiredService<SingleNode>());
        services.AddSingleton<INodeEvents>(provider => provider.GetRequiredService<SingleNode>());
        return services.AddRules();
    }

    /// <summary>Adds the access rules, and what takes their changes to the grains.</summary>
    internal static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SessionLimits.Default);
        services.TryAddSingleton(new TenantFolders(new Dictionary<string, string>()));
        services.TryAddSingleton<NodeCounters>();
        services.TryAddSingleton<Rulebooks>();
        services.AddSingleton<RuleFolders>();
        services.AddSingleton<IRuleFiles>(provider => provider.GetRequiredService<RuleFolders>());
        services.AddHostedService(provider => provider.GetRequiredService<RuleFolders>());
        services.AddHostedService<AccessChangeRelay>();
        return services;
    }
}
