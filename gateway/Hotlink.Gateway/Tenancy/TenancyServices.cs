using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

internal static class TenancyServices
{
    public static IServiceCollection AddTenancy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TenancyOptions>().Bind(configuration).PostConfigure(Trim).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TenancyOptions>, TenancyOptionsValidator>();
        services.AddOptions<IceOptions>().Bind(configuration.GetSection(IceOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<IceOptions>, IceOptionsDefaults>();
        services.AddSingleton<IValidateOptions<IceOptions>, IceOptionsValidator>();
        services.AddSingleton<TenantResolver>();
        return services;
    }

    private static void Trim(TenancyOptions options)
    {
        foreach (var ice in options.Tenants.Select(tenant => tenant.Ice).OfType<IceOptions>())
        {
            ice.Trim();
        }
    }
}
