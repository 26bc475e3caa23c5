using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Orleans;

/// <summary>The grains of a cluster, wherever they live.</summary>
internal sealed class OrleansGrainDirectory(IGrainFactory factory) : IGrainDirectory
{
    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain => new OrleansGrainRef<TGrain>(key, factory.GetGrain<TGrain>(key));
}
