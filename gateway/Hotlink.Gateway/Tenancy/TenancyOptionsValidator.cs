using System.Text.RegularExpressions;
using Hotlink.Grains.Abstractions.Datasites;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

/// <summary>Reports everything that is wrong with the tenants at once, in particular whatever two of them would share.</summary>
internal sealed partial class TenancyOptionsValidator : IValidateOptions<TenancyOptions>
{
    public ValidateOptionsResult Validate(string? name, TenancyOptions options)
    {
        var tenants = options.Tenants;
        string[] errors =
        [
            .. tenants.Index().SelectMany(entry => CheckOne($"Tenants:{entry.Index}", entry.Item)),
            .. Shared("Name", tenants, tenant => [tenant.Name]),
            .. Shared("Hosts", tenants, tenant => tenant.Hosts.Select(Normalised)),
            .. Shared("Issuers", tenants, tenant => tenant.Issuers),
            .. Shared("AccessTokenSecrets", tenants, tenant => tenant.AccessTokenSecrets),
            .. NestedFolders(tenants),
            .. SharedBuckets(tenants),
            .. CheckBucket("Datasites", options.Datasites),
            .. Unreachable(tenants),
            .. options is { Datasites: not null, Tenants.Count: > 0 }
                ? ["Datasites belongs to no tenant when Tenants is configured: set it in a tenant's entry."]
                : Array.Empty<string>(),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> CheckOne(string setting, TenantOptions tenant)
    {
        if (!NameForm().IsMatch(tenant.Name))
        {
            yield return $"{setting}:Name is not 1 to 63 of a-z, 0-9 and '-'.";
        }

        foreach (var (index, host) in tenant.Hosts.Index().Where(entry => !HostName.TryParse(entry.Item, out _)))
        {
            yield return $"{setting}:Hosts:{index} is not a host name.";
        }

        foreach (var (index, _) in tenant.Issuers.Index().Where(entry => string.IsNullOrWhiteSpace(entry.Item)))
        {
            yield return $"{setting}:Issuers:{index} is empty.";
        }

        foreach (var error in CheckBucket($"{setting}:Datasites", tenant.Datasites))
        {
            yield return error;
        }

        var nested = SecretRules.Check($"{setting}:AccessTokenSecrets", tenant.AccessTokenSecrets)
            .Concat(tenant.Ice is null ? [] : IceRules.Check($"{setting}:Ice", tenant.Ice));
        foreach (var error in nested)
        {
            yield return error;
        }
    }

    private static IEnumerable<string> CheckBucket(string setting, string? datasites) =>
        BucketLocation.IsBucket(datasites) && !BucketLocation.TryParse(datasites!, out _, out var error) ? [$"{setting} {error}."] : [];

    // The value is not shown: it may be a secret.
    private static IEnumerable<string> Shared(
        string member, IList<TenantOptions> tenants, Func<TenantOptions, IEnumerable<string>> values) =>
        tenants.Index()
            .SelectMany(entry => values(entry.Item).Select(value => (entry.Index, Value: value)))
            .GroupBy(entry => entry.Value, entry => entry.Index, StringComparer.Ordinal)
            .Where(owners => owners.Count() > 1)
            .Select(owners => $"The same value of {member} occurs more than once, in {Names(owners)}.");

    private static IEnumerable<string> NestedFolders(IList<TenantOptions> tenants)
    {
        var folders = tenants.Index()
            .Where(entry => !string.IsNullOrWhiteSpace(entry.Item.Datasites) && !BucketLocation.IsBucket(entry.Item.Datasites))
            .Select(entry => (entry.Index, Path: WithSeparator(entry.Item.Datasites!)))
            .ToList();
        return
            from outer in folders
            from inner in folders
            where outer.Index != inner.Index && inner.Path.StartsWith(outer.Path, StringComparison.OrdinalIgnoreCase)
            select $"Tenants:{inner.Index}:Datasites lies in Tenants:{outer.Index}:Datasites.";
    }

    private static IEnumerable<string> SharedBuckets(IList<TenantOptions> tenants)
    {
        var buckets = new List<(int Index, BucketLocation Location)>();
        foreach (var (index, tenant) in tenants.Index())
        {
            if (BucketLocation.IsBucket(tenant.Datasites) && BucketLocation.TryParse(tenant.Datasites!, out var location, out _))
            {
                buckets.Add((index, location));
            }
        }

        return
            from one in buckets
            from other in buckets
            where one.Index < other.Index && one.Location.Overlaps(other.Location)
            select $"Tenants:{one.Index}:Datasites and Tenants:{other.Index}:Datasites share a part of a bucket.";
    }

    private static IEnumerable<string> Unreachable(IList<TenantOptions> tenants)
    {
        var hostless = tenants.Index().Where(entry => entry.Item.Hosts.Count == 0).ToList();
        return hostless.Count < 2
            ? []
            : hostless.Where(entry => entry.Item.Issuers.Count == 0)
                .Select(entry => $"Tenants:{entry.Index} has neither Hosts nor Issuers: nothing tells its peers from those of the others.");
    }

    private static string Names(IEnumerable<int> tenants) => string.Join(", ", tenants.Distinct().Select(index => $"Tenants:{index}"));

    private static string WithSeparator(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    private static string Normalised(string host) => HostName.TryParse(host, out var name) ? name.Value : host;

    [GeneratedRegex(@"\A[a-z0-9-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
