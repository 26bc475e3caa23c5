namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>The files of tenants whose datasites lie in a bucket. Thread-safe.</summary>
public interface IBucketFiles
{
    /// <summary>Creates or replaces a file. It is there in full or not at all.</summary>
    /// <param name="tenant">A tenant whose datasites lie in a bucket.</param>
    /// <param name="path">The file's path, the owner's email first; canonical.</param>
    /// <param name="content">The file; not to be changed before the task completes.</param>
    /// <param name="cancellationToken">Gives the write up; the file may be there all the same.</param>
    /// <returns>Whether the bucket has it.</returns>
    ValueTask<bool> WriteAsync(string tenant, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
