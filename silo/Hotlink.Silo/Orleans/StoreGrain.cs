using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Orleans;

/// <inheritdoc cref="IStoreGrain"/>
[ConnectionPlacement]
internal sealed class StoreGrain(StoreWatch watch, INodeIdentity node) : Grain, IStoreGrain
{
    public ValueTask<bool> ReachesStoreAsync() => ConnectionIds.NodeOf(this.GetPrimaryKeyString()) == node.Name
        ? new(watch.ReachesStore)
        : throw new SiloUnavailableException("The silo is gone.");
}
