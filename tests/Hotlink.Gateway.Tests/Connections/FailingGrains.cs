using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>Grains each of which can't be reached for its first calls.</summary>
internal sealed class FailingGrains(IGrainDirectory real, int failures) : IGrainDirectory
{
    private readonly ConcurrentDictionary<(Type Type, string Key), object> _grains = new();

    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain => Grain<TGrain>(key);

    /// <summary>A grain, to look at its calls.</summary>
    public FailingRef<TGrain> Grain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain =>
        (FailingRef<TGrain>)_grains.GetOrAdd((typeof(TGrain), key), _ => new FailingRef<TGrain>(real.GetGrain<TGrain>(key), failures));
}
