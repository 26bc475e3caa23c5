using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Fallback;

/// <summary>The files that a sender without identities has written since its session began (client behaviour, section 8).</summary>
internal static class PlainFiles
{
    private const int MaxCount = 1024;
    private const int MaxFileBytes = 4 * 1024 * 1024;
    private const long MaxBytes = 16 * 1024 * 1024;

    // File systems keep times more coarsely than clocks.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>Requests and responses of a directory in the order of their names: at most 1,024, and 16 MiB.</summary>
    public static async Task<IReadOnlyList<HlnkFrame>> ReadAsync(
        DatasitesFolder folder, string directory, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var frames = new List<HlnkFrame>();
        var bytes = 0L;
        if (!folder.TryResolve(directory, out var place, out _) || !Directory.Exists(place))
        {
            return frames;
        }

        var files = new DirectoryInfo(place).EnumerateFiles()
            .Where(file => StreamDirectories.IsEligible(file.Name) && file.LinkTarget is null && file.Length is > 0 and <= MaxFileBytes
                && file.LastWriteTimeUtc >= since.UtcDateTime - Slack)
            .OrderBy(static file => file.Name, StringComparer.Ordinal)
            .Take(MaxCount);
        foreach (var file in files)
        {
            if ((bytes += file.Length) > MaxBytes)
            {
                break;
            }

            var content = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
            if (content.Length > 0)
            {
                frames.Add(new($"{directory}/{file.Name}", content, EntityTag.Of(content)));
            }
        }

        return frames;
    }

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // Gone, or not ours to read.
        }
    }
}
