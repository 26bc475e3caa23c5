using System.Collections.Frozen;
using Hotlink.Gateway.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Files;

/// <summary>The file store of each tenant that has a datasites folder on this node. Thread-safe.</summary>
internal sealed class FileStores(TenantResolver tenants, IOptions<FileStoreOptions> options, ILogger<FileStore> logger) : IDisposable
{
    private readonly FrozenDictionary<string, FileStore> _stores = tenants.All
        .Where(tenant => tenant.Datasites is not null)
        .ToFrozenDictionary(
            tenant => tenant.Name,
            tenant => new FileStore(tenant.Datasites!, options.Value, logger),
            StringComparer.Ordinal);

    public IEnumerable<FileStore> All => _stores.Values;

    /// <inheritdoc cref="FileStore.WriteAsync"/>
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
