using Hotlink.Grains.Access.Buckets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Silo.Hosting;

/// <summary>Puts the grains into a host.</summary>
public static class SiloHostingExtensions
{
    /// <summary>Whether this build can be part of a cluster.</summary>
#if ORLEANS
    public static bool HasOrleans => true;
#else
    public static bool HasOrleans => false;
#endif

    /// <summary>Adds the grains.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="kind">Where they live: in this process alone, or in a cluster.</param>
    /// <exception cref="NotSupportedException">The build has no Orleans.</exception>
    public static IHostApplicationBuilder AddHotlinkSilo(this IHostApplicationBuilder builder, SiloKind kind)
    {
        builder.Services.Configure<BucketOptions>(builder.Configuration.GetSection(BucketOptions.Section));
        switch (kind)
        {
            case SiloKind.Local:
                builder.Services.AddLocalSilo();
                break;
#if ORLEANS
            case SiloKind.Orleans:
                builder.UseOrleans(silo => Orleans.OrleansSiloExtensions.AddHotlinkSilo(silo, builder.Configuration));
                break;
#endif
            default:
                throw new NotSupportedException("This build has no Orleans: its packages could not be restored (set WithOrleans=true to insist).");
        }

        return builder;
    }
}
