using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Files;

internal static class FilesServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FileStoreOptions>().Bind(configuration.GetSection(FileStoreOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FileStoreOptions>, FileStoreOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FileStores>();
        services.AddHostedService<FileStorePreparation>();
        services.AddSingleton(new ManifestStore(new ManifestLimits()));
        return services;
    }
}
