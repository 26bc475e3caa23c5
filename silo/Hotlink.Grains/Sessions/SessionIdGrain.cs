using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <inheritdoc cref="ISessionIdGrain"/>
internal sealed partial class SessionIdGrain : HotlinkGrain, ISessionIdGrain
{
    private readonly Dictionary<string, SessionClaim> _claims = [];

    public override bool IsIdle => _claims.Count == 0;

    // Whoever held the id is gone, and the session with it: nobody else would let go of the claim where its grain is gone, too.
    public override ValueTask OnNodeLostAsync(string node)
    {
        foreach (var (sessionId, claim) in _claims)
        {
            if (ConnectionIds.NodeOf(claim.Sender.Connection) == node)
            {
                _claims.Remove(sessionId);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) =>
        new(_claims.TryAdd(claim.SessionId, claim) ? claim : _claims[claim.SessionId]);

    public ValueTask<SessionClaim?> FindAsync(string sessionId) =>
        new(_claims.TryGetValue(sessionId, out var claim) ? claim : null);

    public ValueTask<bool> ReleaseAsync(SessionClaim claim) =>
        new(_claims.TryGetValue(claim.SessionId, out var holder) && holder == claim && _claims.Remove(claim.SessionId));
}
