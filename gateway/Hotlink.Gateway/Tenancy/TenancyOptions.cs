namespace Hotlink.Gateway.Tenancy;

/// <summary>
/// All tenants, bound to the root of the configuration for the section <c>Tenants</c>; none means one tenant named <c>default</c>.
/// </summary>
internal sealed class TenancyOptions
{
    public IList<TenantOptions> Tenants { get; } = [];

    /// <summary>Folder of the default tenant's datasites, or <c>s3://BUCKET/PREFIX?…</c>; used only without <see cref="Tenants"/>.</summary>
    public string? Datasites { get; set; }
}
