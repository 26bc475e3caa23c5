namespace Hotlink.Gateway.Files;

/// <summary>Bounds of a <see cref="ManifestStore"/>; past one, the oldest manifests go.</summary>
internal sealed record ManifestLimits
{
    /// <summary>Size of one manifest: 256 KiB.</summary>
    public int ManifestBytes { get; init; } = 256 * 1024;

    /// <summary>Manifests of one datasite: 1,024.</summary>
    public int DatasiteCount { get; init; } = 1024;

    /// <summary>All manifests of one datasite: 4 MiB.</summary>
    public long DatasiteBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Manifests of one tenant: 65,536.</summary>
    public int TenantCount { get; init; } = 65_536;

    /// <summary>All manifests of one tenant: 64 MiB.</summary>
    public long TenantBytes { get; init; } = 64 * 1024 * 1024;
}
