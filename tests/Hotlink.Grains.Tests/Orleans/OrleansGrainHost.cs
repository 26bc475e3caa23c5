using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Silo.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Configuration;
using Orleans.TestingHost;

namespace Hotlink.Grains.Tests.Orleans;

/// <summary>The grains in a cluster of real silos, in one process.</summary>
public class OrleansGrainHost : GrainHost
{
    private static readonly string[] SystemClocks =
        [.. typeof(TimeProviderNames).GetFields().Select(name => (string)name.GetRawConstantValue()!).Where(name => name != TimeProviderNames.Grains)];

    // One for all silos, as the shared folder would make it.
    private readonly Rulebooks _rulebooks = new();
    private readonly InProcessTestCluster _cluster;

    public OrleansGrainHost()
        : this(1)
    {
    }

    protected OrleansGrainHost(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);

        // The probe grain of the local host's tests takes delegates, which can't travel: it is never called here.
        builder.ConfigureHost(host => host.Services.PostConfigure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = false));
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
    }

    public override IGrainDirectory Grains => Services.GetRequiredService<IGrainDirectory>();

    protected override Rulebooks Rulebooks => _rulebooks;

    protected override int TimersOfHost => _cluster.Silos.Count;

    private IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public override Task StartAsync() => _cluster.DeployAsync();

    public override string LiveGrains()
    {
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);
        management.ForceActivationCollection(TimeSpan.Zero).GetAwaiter().GetResult();
        var statistics = management.GetSimpleGrainStatistics().GetAwaiter().GetResult();
        return string.Concat(statistics
            .Where(grain => grain.GrainType.Contains("Hotlink", StringComparison.Ordinal) && grain.ActivationCount > 0)
            .Select(grain => $"{grain.GrainType}: {grain.ActivationCount}\n"));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _cluster.DisposeAsync();
    }

    private void Configure(ISiloBuilder silo)
    {
        // The clock of the test drives the grains; the silo's own work stays on the real one.
        foreach (var clock in SystemClocks)
        {
            silo.Services.AddKeyedSingleton(clock, TimeProvider.System);
        }

        silo.Services.AddSingleton<TimeProvider>(Time);
        silo.Services.AddSingleton(Limits);
        silo.Services.AddSingleton(Pool);
        silo.Services.AddSingleton(_rulebooks);
        silo.Services.AddSingleton<IConnectionSinks>(Sinks);
        silo.Services.AddSingleton<ILoggerProvider>(Errors);
        silo.Services.AddLogging(logging => logging.AddFilter<ErrorLog>((category, _) => category?.StartsWith("Hotlink", StringComparison.Ordinal) == true));
        silo.AddHotlinkGrains();
    }
}
