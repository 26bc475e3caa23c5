using Hotlink.Gateway.Hosting;
using Hotlink.Gateway.Tenancy;
using Hotlink.Grains.Access;
using Hotlink.Node.Diagnostics;
using Hotlink.Silo.Hosting;
using Microsoft.Extensions.Configuration.Memory;

namespace Hotlink.Node.Serve;

/// <summary>Puts gateway and silo together in one process.</summary>
internal static class RelayHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    // Behind the peers the silo takes leave of the cluster, too.
    private static readonly TimeSpan ClusterShutdownTimeout = TimeSpan.FromSeconds(25);
    private static readonly Dictionary<string, string?> Defaults = new() { ["Urls"] = "http://127.0.0.1:8080" };
    private static readonly Dictionary<string, string?> OneTenant = new() { ["Datasites"] = "datasites" };

    /// <summary>Builds the relay.</summary>
    /// <param name="settings">Values that win over files and environment.</param>
    /// <param name="configFile">A further JSON file of settings.</param>
    /// <param name="configure">Last changes to the builder.</param>
    public static WebApplication Build(
        IEnumerable<KeyValuePair<string, string?>> settings, string? configFile = null, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings are read once: else every folder below the working directory would be watched.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (configFile is not null)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(configFile), optional: false);
        }

        builder.Configuration.AddEnvironmentVariables("HOTLINK_");
        builder.Configuration.AddInMemoryCollection(settings);
        if (!builder.Configuration.GetSection("Tenants").Exists())
        {
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = OneTenant });
        }

        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // Takes the time since the machine started for a delay.
        builder.Logging.AddFilter("Orleans.Clustering.AzureStorage", LogLevel.Error); // The watch over the store says in a line what these say in pages.
        builder.Logging.AddFilter("Orleans.Runtime.MembershipService.AzureBasedMembershipTable", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // The command says why a start failed.
        var kind = builder.Configuration.GetValue("Silo", SiloKind.Local);
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = builder.Configuration.GetValue("ShutdownTimeout", kind == SiloKind.Local ? ShutdownTimeout : ClusterShutdownTimeout);
            options.ServicesStopConcurrently = true;
        });
        builder.AddHotlinkSilo(kind);
        builder.Services.AddHotlinkGateway(builder.Configuration);
        builder.Services.AddSingleton(DatasitesOf);
        builder.Services.AddHostedService<OtlpMetrics>();
        configure?.Invoke(builder);
        return builder.Build().MapHotlinkGateway(takesConnections: builder.Configuration["Cluster:Role"] is not { } role || !role.Equals("silo", StringComparison.OrdinalIgnoreCase));
    }

    private static TenantDatasites DatasitesOf(IServiceProvider services)
    {
        var tenants = services.GetRequiredService<TenantResolver>().All;
        return new(
            tenants.Where(tenant => tenant.Datasites is not null).ToDictionary(tenant => tenant.Name, tenant => tenant.Datasites!),
            tenants.Where(tenant => tenant.Bucket is not null).ToDictionary(tenant => tenant.Name, tenant => tenant.Bucket!));
    }
}
