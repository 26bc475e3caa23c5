namespace Hotlink.Gateway.Files;

/// <summary>Configuration section <c>Files</c>.</summary>
internal sealed class FileStoreOptions
{
    public const string Section = "Files";

    /// <summary>Largest content of one file: 4 MiB, what clients send over the socket at most.</summary>
    public int MaximumContentBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Writes that work on the disk at the same time, in one datasites folder: 8.</summary>
    public int ConcurrentWritesCount { get; set; } = 8;

    /// <summary>Whether a file is on the disk before it is acknowledged. Off: a crash of the machine may lose the last seconds.</summary>
    public bool FlushToDisk { get; set; }

    /// <summary>Age from which a temporary file found at the start is a leftover: 10 minutes, longer than any write takes.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(10);
}
