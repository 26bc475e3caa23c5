using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <content>What the grain takes along to another silo.</content>
[SpreadPlacement]
internal sealed partial class SessionIdGrain : IGrainMigrationParticipant
{
    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue("claim", _claim);

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext) =>
        _claim = rehydrationContext.TryGetValue<SessionClaim>("claim", out var claim) ? claim : null;
}
