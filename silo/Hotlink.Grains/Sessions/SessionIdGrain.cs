using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <inheritdoc cref="ISessionIdGrain"/>
internal sealed partial class SessionIdGrain : HotlinkGrain, ISessionIdGrain
{
    private SessionClaim? _claim;

    public override bool IsIdle => _claim is null;

    // Whoever held the id is gone, and the session with it: nobody else would let go of the claim where its grain is gone, too.
    public override ValueTask OnNodeLostAsync(string node)
    {
        _claim = _claim is { } claim && ConnectionIds.NodeOf(claim.Sender.Connection) == node ? null : _claim;
        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) => new(_claim ??= claim);

    public ValueTask<SessionClaim?> FindAsync() => new(_claim);

    public ValueTask<bool> ReleaseAsync(SessionClaim claim)
    {
        var held = _claim == claim;
        _claim = held ? null : _claim;
        return new(held);
    }
}
