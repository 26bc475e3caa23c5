using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Grains.Access;

/// <summary>Where the datasites of each tenant are. A tenant that is in neither has no rule files.</summary>
/// <param name="Folders">Tenant to folder.</param>
/// <param name="Buckets">Tenant to bucket.</param>
public sealed record TenantDatasites(IReadOnlyDictionary<string, string> Folders, IReadOnlyDictionary<string, BucketLocation> Buckets)
{
    /// <summary>No tenant has any.</summary>
    public static TenantDatasites None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, BucketLocation>());
}
