using System.Collections.Frozen;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Connections;
using Hotlink.Grains.Datasites;
using Hotlink.Grains.Hosting;
using Hotlink.Grains.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotlink.Silo.Local;

/// <summary>The grains of one process: no network, no dependency, the same turns as in a cluster. Thread-safe.</summary>
public sealed class LocalGrainDirectory : IGrainDirectory
{
    private readonly FrozenDictionary<Type, ILocalGrainTable> _tables;

    /// <summary>Makes an empty directory.</summary>
    /// <param name="services">Where grains get what their constructors ask for.</param>
    /// <param name="time">The clock of their timers.</param>
    public LocalGrainDirectory(IServiceProvider services, TimeProvider time) =>
        _tables = new ILocalGrainTable[]
        {
            Table<ISessionGrain, SessionGrain>(services, time),
            Table<ISessionIdGrain, SessionIdGrain>(services, time),
            Table<IConnectionGrain, ConnectionGrain>(services, time),
            Table<IDatasiteGrain, DatasiteGrain>(services, time),
            Table<IPresenceGrain, PresenceGrain>(services, time),
        }.ToFrozenDictionary(table => table.GrainType);

    /// <inheritdoc/>
    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain => ((LocalGrainTable<TGrain>)_tables[typeof(TGrain)]).RefTo(key);

    /// <summary>How many grains of a type are alive.</summary>
    public int Count<TGrain>()
        where TGrain : class, IHotlinkGrain => _tables[typeof(TGrain)].Count;

    private LocalGrainTable<TGrain> Table<TGrain, TImplementation>(IServiceProvider services, TimeProvider time)
        where TGrain : class, IHotlinkGrain
        where TImplementation : HotlinkGrain, TGrain
    {
        var create = ActivatorUtilities.CreateFactory<TImplementation>([]);
        var reentrant = typeof(TImplementation).IsDefined(typeof(ReentrantAttribute), inherit: false);
        return new(() => create(services, []), reentrant, this, time, new(services.GetRequiredService<ILogger<LocalGrainDirectory>>()));
    }
}
