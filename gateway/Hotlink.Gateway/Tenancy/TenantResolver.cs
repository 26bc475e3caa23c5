using System.Collections.Frozen;
using Hotlink.Gateway.Authentication;
using Hotlink.Grains.Abstractions.Datasites;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

/// <summary>Says which tenant a request belongs to. A host that a tenant claims decides alone; a token can't lead elsewhere.</summary>
internal sealed class TenantResolver
{
    private readonly FrozenDictionary<string, Tenant> _byHost;
    private readonly FrozenDictionary<string, Tenant> _byIssuer;
    private readonly Tenant? _fallback;

    public TenantResolver(IOptions<TenancyOptions> tenancy, IOptions<AuthOptions> auth, IOptions<IceOptions> ice)
    {
        var entries = tenancy.Value.Tenants.Select(options => (options, tenant: Create(options, ice.Value))).ToList();
        _byHost = entries
            .SelectMany(entry => entry.options.Hosts.Select(host => (host: Parse(host), entry.tenant)))
            .ToFrozenDictionary(pair => pair.host, pair => pair.tenant, StringComparer.Ordinal);
        _byIssuer = entries
            .SelectMany(entry => entry.options.Issuers.Select(issuer => (issuer, entry.tenant)))
            .ToFrozenDictionary(pair => pair.issuer, pair => pair.tenant, StringComparer.Ordinal);
        if (entries.Count == 0)
        {
            entries.Add((new TenantOptions(), CreateDefault(tenancy.Value, auth.Value, ice.Value)));
        }

        var hostless = entries.Where(entry => entry.options.Hosts.Count == 0).Select(entry => entry.tenant).ToList();
        _fallback = hostless.Count == 1 ? hostless[0] : null;
        All = [.. entries.Select(entry => entry.tenant)];
    }

    public IReadOnlyList<Tenant> All { get; }

    /// <summary>The tenant of a request without a token, or null when the host is nobody's.</summary>
    public Tenant? ByHost(HostName? host) => Claiming(host) ?? _fallback;

    /// <summary>The tenant whose keys a token must verify with, or null when neither host nor issuer is anybody's.</summary>
    public Tenant? ByHostOrIssuer(HostName? host, string issuer) =>
        Claiming(host) ?? _byIssuer.GetValueOrDefault(issuer) ?? _fallback;

    private Tenant? Claiming(HostName? host) => host is { } name ? _byHost.GetValueOrDefault(name.Value) : null;

    private static Tenant Create(TenantOptions options, IceOptions ice) =>
        new(options.Name, new TokenKeys(options.AccessTokenSecrets, options.Issuers), options.Ice ?? ice, FolderOf(options.Datasites), BucketOf(options.Datasites));

    private static Tenant CreateDefault(TenancyOptions tenancy, AuthOptions auth, IceOptions ice)
    {
        var issuers = string.IsNullOrWhiteSpace(auth.Issuer) ? Array.Empty<string>() : [auth.Issuer];
        return new Tenant(Tenant.DefaultName, new TokenKeys(auth.AccessTokenSecrets, issuers), ice, FolderOf(tenancy.Datasites), BucketOf(tenancy.Datasites));
    }

    private static string? FolderOf(string? datasites) =>
        string.IsNullOrWhiteSpace(datasites) || BucketLocation.IsBucket(datasites) ? null : Path.GetFullPath(datasites);

    private static BucketLocation? BucketOf(string? datasites) =>
        !BucketLocation.IsBucket(datasites) ? null
        : BucketLocation.TryParse(datasites!, out var location, out _) ? location
        : throw new ArgumentException("Not a bucket: validation has not run.");

    private static string Parse(string host) =>
        HostName.TryParse(host, out var name) ? name.Value : throw new ArgumentException("Not a host name: validation has not run.");
}
