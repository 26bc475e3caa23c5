using Hotlink.Domain.Identity;
using Hotlink.Gateway.Tenancy;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Authentication;

/// <summary>
/// Decides who a request is from and for which tenant (wire-protocol, section 3). Identities are plain addresses in lower case, whatever
/// the mode. Thread-safe; tokens are neither kept nor logged.
/// </summary>
internal sealed class IdentityResolver(TenantResolver tenants, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    public IdentityVerdict Resolve(in IdentityRequest request) =>
        options.Value.Mode == AuthMode.Off ? FromQuery(request) : FromToken(request);

    private IdentityVerdict FromQuery(in IdentityRequest request)
    {
        if (!request.IsLocal && !options.Value.ForceInsecure)
        {
            return IdentityRefusal.NotLoopback;
        }

        if (tenants.ByHost(request.Host) is not { } tenant)
        {
            return IdentityRefusal.UnknownHost;
        }

        var claimed = StringValues.IsNullOrEmpty(request.User) ? request.From : request.User;
        return claimed is [var email] && EmailAddress.TryNormalize(email, out var user)
            ? new AuthenticatedPeer(tenant, user, ExpiresAt: null)
            : IdentityRefusal.InvalidEmail;
    }

    private IdentityVerdict FromToken(in IdentityRequest request)
    {
        if (StringValues.IsNullOrEmpty(request.Authorization))
        {
            return IdentityRefusal.NoHeader;
        }

        if (request.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return IdentityRefusal.NoBearer;
        }

        var text = header[Scheme.Length..];
        return text.Length == 0 ? IdentityRefusal.NoToken : FromToken(text, request.Host);
    }

    private IdentityVerdict FromToken(string text, HostName? host)
    {
        var fault = CompactToken.Parse(text, out var token);
        if (token is null)
        {
            return IdentityVerdict.BadToken(fault, claims: null);
        }

        // The issuer is not proven yet: it only chooses the keys that the token must then verify with.
        var claims = token.Claims;
        if (tenants.ByHostOrIssuer(host, claims.Issuer) is not { } tenant)
        {
            return IdentityVerdict.BadToken(TokenFault.Issuer, claims);
        }

        fault = Hs256Token.Verify(token, tenant.Keys, clock.GetUtcNow());
        if (fault != TokenFault.None)
        {
            return IdentityVerdict.BadToken(fault, claims);
        }

        if (claims.Subject.Length == 0)
        {
            return IdentityRefusal.NoUser;
        }

        return EmailAddress.TryNormalize(claims.Subject, out var user)
            ? new AuthenticatedPeer(tenant, user, claims.ExpiresAt)
            : IdentityRefusal.InvalidEmail;
    }
}
