using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>
/// One part of a tenant's session ids (<see cref="GrainKeys.SessionId"/>): makes sure that each names one session at a time, whatever path
/// that is on.
/// </summary>
[Alias("hotlink.ISessionIdGrain")]
public interface ISessionIdGrain : IHotlinkGrain
{
    /// <summary>Claims an id. The present holder, where there is one, keeps it.</summary>
    /// <returns>Who holds the id now.</returns>
    [Alias("Claim")]
    ValueTask<SessionClaim> ClaimAsync(SessionClaim claim);

    /// <summary>Who holds an id; <see langword="null"/> where nobody does.</summary>
    [Alias("Find")]
    ValueTask<SessionClaim?> FindAsync(string sessionId);

    /// <summary>Lets go of an id, if this claim holds it.</summary>
    /// <returns>Whether it did.</returns>
    [Alias("Release")]
    ValueTask<bool> ReleaseAsync(SessionClaim claim);
}
