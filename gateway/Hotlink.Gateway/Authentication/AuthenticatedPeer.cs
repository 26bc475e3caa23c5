using Hotlink.Gateway.Tenancy;

namespace Hotlink.Gateway.Authentication;

/// <summary>A proven identity, or with <see cref="AuthMode.Off"/> a claimed one.</summary>
/// <param name="Tenant">Where the user belongs.</param>
/// <param name="User">The user's email in lower case.</param>
/// <param name="ExpiresAt">When the proof ends; null when it doesn't.</param>
internal sealed record AuthenticatedPeer(Tenant Tenant, string User, DateTimeOffset? ExpiresAt);
