using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Access;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Silo.Hosting;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Tests.Local;

/// <summary>The grains of one process.</summary>
public class LocalGrainHost : GrainHost
{
    private readonly ServiceProvider _services;

    public LocalGrainHost()
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Errors))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Limits)
            .AddSingleton<IConnectionSinks>(Sinks)
            .AddLocalSilo();
        Configure(services);
        _services = services.BuildServiceProvider();
    }

    public override IGrainDirectory Grains => _services.GetRequiredService<IGrainDirectory>();

    protected override Rulebooks Rulebooks => _services.GetRequiredService<Rulebooks>();

    private LocalGrainDirectory Directory => _services.GetRequiredService<LocalGrainDirectory>();

    public override Task StartAsync() => EachServiceAsync(service => service.StartAsync(CancellationToken.None));

    public override string LiveGrains() =>
        Line<ISessionGrain>() + Line<ISessionIdGrain>() + Line<IConnectionGrain>() + Line<IDatasiteGrain>() + Line<IPresenceGrain>();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EachServiceAsync(service => service.StopAsync(CancellationToken.None));
        await _services.DisposeAsync();
    }

    /// <summary>For hosts that replace some of it.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    private async Task EachServiceAsync(Func<IHostedService, Task> step)
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await step(service);
        }
    }

    private string Line<TGrain>()
        where TGrain : class, IHotlinkGrain => Directory.Count<TGrain>() is var count and > 0 ? $"{typeof(TGrain).Name}: {count}\n" : "";
}
