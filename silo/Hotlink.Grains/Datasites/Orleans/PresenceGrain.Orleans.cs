using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Datasites;

/// <content>What the grain takes along to another silo.</content>
[SpreadPlacement]
internal sealed partial class PresenceGrain : IGrainMigrationParticipant
{
    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue("online", _online.ToList());
        dehydrationContext.TryAddValue("waiting", _waiting.ToList());
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        _online.UnionWith(rehydrationContext.TryGetValue<List<Peer>>("online", out var online) ? online : []);
        _waiting.UnionWith(rehydrationContext.TryGetValue<List<WaitingOpen>>("waiting", out var waiting) ? waiting : []);
    }
}
