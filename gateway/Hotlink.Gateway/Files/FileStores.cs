using System.Collections.Frozen;
using Hotlink.Gateway.Tenancy;
using Hotlink.Grains.Abstractions.Datasites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Files;

/// <summary>The file store of each tenant that has datasites on this node. Thread-safe.</summary>
internal sealed class FileStores : IDisposable
{
    private readonly FrozenDictionary<string, IFileStore> _stores;

    public FileStores(TenantResolver tenants, IOptions<FileStoreOptions> options, ILogger<FileStore> logger, IBucketFiles? buckets = null)
    {
        _stores = tenants.All
            .Select(tenant => (tenant.Name, Store: Open(tenant)))
            .Where(entry => entry.Store is not null)
            .ToFrozenDictionary(entry => entry.Name, entry => entry.Store!, StringComparer.Ordinal);

        IFileStore? Open(Tenant tenant) => tenant switch
        {
            { Datasites: { } folder } => new FileStore(folder, options.Value, logger),
            { Bucket: { } location } when buckets is not null => new BucketStore(tenant.Name, location, buckets, options.Value),
            _ => null,
        };
    }

    public IEnumerable<IFileStore> All => _stores.Values;

    /// <inheritdoc cref="IFileStore.WriteAsync"/>
    public Task<FileStoreResult> WriteAsync(
        Tenant tenant, string path, ReadOnlyMemory<byte> content, string etag, long length, CancellationToken cancellationToken) =>
        _stores.TryGetValue(tenant.Name, out var store)
            ? store.WriteAsync(path, content, etag, length, cancellationToken)
            : Task.FromResult<FileStoreResult>(StoreRefusal.Unavailable);

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }
}
