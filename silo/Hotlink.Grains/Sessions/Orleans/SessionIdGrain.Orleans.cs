using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <content>What the grain takes along to another silo.</content>
[SpreadPlacement]
internal sealed partial class SessionIdGrain : IGrainMigrationParticipant
{
    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue("claims", _claims.Values.ToList());

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        foreach (var claim in rehydrationContext.TryGetValue<List<SessionClaim>>("claims", out var claims) ? claims : [])
        {
            _claims.TryAdd(claim.SessionId, claim);
        }
    }
}
