using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <inheritdoc cref="ISessionIdGrain"/>
internal sealed class SessionIdGrain : HotlinkGrain, ISessionIdGrain
{
    private SessionClaim? _claim;

    public override bool IsIdle => _claim is null;

    public ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) => new(_claim ??= claim);

    public ValueTask<SessionClaim?> FindAsync() => new(_claim);

    public ValueTask<bool> ReleaseAsync(SessionClaim claim)
    {
        var held = _claim == claim;
        _claim = held ? null : _claim;
        return new(held);
    }
}
