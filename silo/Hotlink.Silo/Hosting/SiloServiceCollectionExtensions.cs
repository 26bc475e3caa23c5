using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Grains.Access.Buckets;
using Hotlink.Grains.Sessions;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
        services.TryAddSingleton(TenantDatasites.None);
        services.TryAddSingleton<NodeCounters>();
        services.TryAddSingleton(static provider => new NodePatience(
            provider.GetRequiredService<INodeEvents>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        services.TryAddSingleton<SessionServices>();
        services.TryAddSingleton<Rulebooks>();
        services.TryAddSingleton<IRuleNews, NoRuleNews>();
        services.AddOptions<BucketOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<BucketOptions>, BucketOptionsValidator>();
        services.AddSingleton<RuleSources>();
        services.AddSingleton<IRuleFiles>(provider => provider.GetRequiredService<RuleSources>());
        services.AddSingleton<IBucketFiles>(provider => provider.GetRequiredService<RuleSources>());
        services.AddHostedService(provider => provider.GetRequiredService<RuleSources>());
        services.AddHostedService<AccessChangeRelay>();
        return services;
    }
}
