using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Files;

/// <summary>
/// The files of one tenant below its datasites folder. Writes of one path happen in the order of the calls; others side by side, up to a
/// bound. Thread-safe.
/// </summary>
internal sealed partial class FileStore(string root, FileStoreOptions options, ILogger<FileStore> logger) : IFileStore
{
    private const int Stripes = 64;

    private readonly OrderedGate _gate = new(Stripes);
    private readonly SemaphoreSlim _workers = new(options.ConcurrentWritesCount);

    /// <summary>
    /// Makes the folder and removes what a crash left in it, if it is older than <see cref="FileStoreOptions.StaleAfter"/>.
    /// </summary>
    public void Prepare(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        var deleted = StaleFiles.Delete(root, now - options.StaleAfter, cancellationToken);
        if (deleted > 0)
        {
            LogLeftovers(deleted);
        }
    }

    /// <summary>Creates or replaces a file. It is there in full or not at all, and readers never see a part.</summary>
    /// <param name="path">The owner's email first, then the path in the datasite; canonical.</param>
    /// <param name="content">Not to be changed before the task completes.</param>
    /// <param name="etag">MD5 of the content in hex; empty skips the comparison.</param>
    /// <param name="length">The length the sender claims.</param>
    /// <param name="cancellationToken">Ends the waiting; a write that has begun is finished.</param>
    public async Task<FileStoreResult> WriteAsync(
        string path, ReadOnlyMemory<byte> content, string etag, long length, CancellationToken cancellationToken)
    {
        if (FileWriteRules.Check(path, content.Length, length, options.MaximumContentBytes) is { } refusal)
        {
            return refusal;
        }

        using var turn = await _gate.EnterAsync(path, cancellationToken);
        await _workers.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Write(path.Split('/'), content.Span, etag), CancellationToken.None);
        }
        finally
        {
            _workers.Release();
        }
    }

    public void Dispose() => _workers.Dispose();

    private FileStoreResult Write(string[] segments, ReadOnlySpan<byte> content, string etag)
    {
        if (FileWriteRules.CheckEtag(etag, content) is { } mismatch)
        {
            return mismatch;
        }

        try
        {
            var name = segments[^1];
            var refusal = DatasiteFolders.Open(root, segments.AsSpan(..^1), out var folder)
                ?? DatasiteFolders.CheckTarget(Path.Combine(folder, name));
            if (refusal is not null)
            {
                return refusal.Value;
            }

            AtomicFile.Write(folder, name, content, options.FlushToDisk);
            return FileStoreResult.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogFailure(error.GetType().Name, error.HResult);
            return StoreRefusal.Unavailable;
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "Removed {Count} temporary files that an earlier run left behind")]
    private partial void LogLeftovers(int count);

    // The exception's own text has the path of the file in it.
    [LoggerMessage(1302, LogLevel.Error, "A file could not be stored: {Kind}, code 0x{Code:x8}")]
    private partial void LogFailure(string kind, int code);
}
