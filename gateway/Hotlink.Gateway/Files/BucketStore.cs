using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Gateway.Files;

/// <summary>The files of one tenant in a bucket.</summary>
internal sealed class BucketStore(string tenant, BucketLocation location, IBucketFiles files, FileStoreOptions options) : IFileStore
{
    private const int Stripes = 64;

    private readonly OrderedGate _gate = new(Stripes);
    private readonly SemaphoreSlim _workers = new(options.ConcurrentWritesCount);

    public void Prepare(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An object is written in one step: nothing is made before, and a crash leaves nothing behind.
    }

    public async Task<FileStoreResult> WriteAsync(
        string path, ReadOnlyMemory<byte> content, string etag, long length, CancellationToken cancellationToken)
    {
        if (FileWriteRules.Check(path, content.Length, length, options.MaximumContentBytes) is { } refusal)
        {
            return refusal;
        }

        if (!location.TryGetKey(path, out _))
        {
            return StoreRefusal.InvalidPath;
        }

        using var turn = await _gate.EnterAsync(path, cancellationToken);
        await _workers.WaitAsync(cancellationToken);
        try
        {
            if (FileWriteRules.CheckEtag(etag, content.Span) is { } mismatch)
            {
                return mismatch;
            }

            return await files.WriteAsync(tenant, path, content, CancellationToken.None) ? FileStoreResult.Success : StoreRefusal.Unavailable;
        }
        finally
        {
            _workers.Release();
        }
    }

    public void Dispose() => _workers.Dispose();
}
