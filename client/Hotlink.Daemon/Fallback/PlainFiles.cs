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

        foreach (var (file, length) in Find(place, since))
        {
            if ((bytes += length) > MaxBytes)
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

    // The application may take its files away while they are looked at: a peer that says "fallback" must not end the daemon with that.
    private static IEnumerable<(FileInfo File, long Length)> Find(string place, DateTimeOffset since)
    {
        var found = new List<(FileInfo File, long Length)>();
        try
        {
            foreach (var file in new DirectoryInfo(place).EnumerateFiles().Where(static file => StreamDirectories.IsEligible(file.Name)))
            {
                if (LengthOf(file, since) is > 0 and <= MaxFileBytes and var length)
                {
                    found.Add((file, length));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        return found.OrderBy(static entry => entry.File.Name, StringComparer.Ordinal).Take(MaxCount);
    }

    // 0 for what is gone, too old, or a link.
    private static long LengthOf(FileInfo file, DateTimeOffset since)
    {
        try
        {
            return file.LinkTarget is null && file.LastWriteTimeUtc >= since.UtcDateTime - Slack ? file.Length : 0;
        }
        catch (IOException)
        {
            return 0;
        }
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
