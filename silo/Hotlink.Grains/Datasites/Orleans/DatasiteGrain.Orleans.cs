using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Datasites;

/// <content>What the grain takes along to another silo.</content>
[SpreadPlacement]
internal sealed partial class DatasiteGrain : IGrainMigrationParticipant
{
    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue("connections", _connections);
        dehydrationContext.TryAddValue("waiting", _waiting.ToList());
        dehydrationContext.TryAddValue("watchers", _watchers.ToList());
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        _connections.AddRange(rehydrationContext.TryGetValue<List<Peer>>("connections", out var connections) ? connections : []);
        _waiting.UnionWith(rehydrationContext.TryGetValue<List<WaitingOpen>>("waiting", out var waiting) ? waiting : []);
        _watchers.UnionWith(rehydrationContext.TryGetValue<List<string>>("watchers", out var watchers) ? watchers : []);
    }
}
