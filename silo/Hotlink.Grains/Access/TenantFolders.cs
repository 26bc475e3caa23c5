namespace Hotlink.Grains.Access;

/// <summary>Where the datasites of each tenant are.</summary>
/// <param name="ByTenant">Tenant to folder; a tenant without one has no rule files.</param>
public sealed record TenantFolders(IReadOnlyDictionary<string, string> ByTenant);
