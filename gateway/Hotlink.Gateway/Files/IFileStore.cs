namespace Hotlink.Gateway.Files;

/// <summary>The files of one tenant. Writes of one path happen in the order of the calls; others side by side, up to a bound. Thread-safe.</summary>
internal interface IFileStore : IDisposable
{
    /// <summary>Makes the place ready for files.</summary>
    void Prepare(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Creates or replaces a file. It is there in full or not at all, and readers never see a part.</summary>
    /// <param name="path">The owner's email first, then the path in the datasite; canonical.</param>
    /// <param name="content">Not to be changed before the task completes.</param>
    /// <param name="etag">MD5 of the content in hex; empty skips the comparison.</param>
    /// <param name="length">The length the sender claims.</param>
    /// <param name="cancellationToken">Ends the waiting; a write that has begun is finished.</param>
    Task<FileStoreResult> WriteAsync(string path, ReadOnlyMemory<byte> content, string etag, long length, CancellationToken cancellationToken);
}
