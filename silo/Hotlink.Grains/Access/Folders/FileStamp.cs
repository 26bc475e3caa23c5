namespace Hotlink.Grains.Access.Folders;

/// <summary>What tells that a file or directory is not the one that was looked at before, without reading it.</summary>
internal readonly record struct FileStamp(DateTime Written, DateTime Created, long Length)
{
    // Coarse clocks of file systems tick every two seconds at worst; two changes in one tick look the same.
    private static readonly TimeSpan ClockTick = TimeSpan.FromSeconds(2);

    /// <summary>The stamp of what is there; null when there is nothing, or it is a link or not what is asked for.</summary>
    public static FileStamp? OfDirectory(string path) => Of(new DirectoryInfo(path), length: 0);

    /// <inheritdoc cref="OfDirectory"/>
    public static FileStamp? OfFile(string path)
    {
        var file = new FileInfo(path);
        return Of(file, file.Exists ? file.Length : 0);
    }

    /// <summary>True when a change that follows might leave the stamp as it is.</summary>
    public bool IsRecent(DateTimeOffset now) => Written > (now - ClockTick).UtcDateTime;

    private static FileStamp? Of(FileSystemInfo entry, long length) =>
        entry.Exists && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? new FileStamp(entry.LastWriteTimeUtc, entry.CreationTimeUtc, length)
            : null;
}
