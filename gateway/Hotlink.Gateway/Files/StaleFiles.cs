namespace Hotlink.Gateway.Files;

/// <summary>Removes temporary files that a crash left behind.</summary>
internal static class StaleFiles
{
    private static readonly EnumerationOptions EverywhereButLinks = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MatchType = MatchType.Simple,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Deletes those below <paramref name="root"/> last written before <paramref name="oldest"/>; says how many.</summary>
    public static int Delete(string root, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var file in new DirectoryInfo(root).EnumerateFiles(TemporaryFile.Pattern, EverywhereButLinks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc < oldest.UtcDateTime && TryDelete(file))
            {
                deleted++;
            }
        }

        return deleted;
    }

    private static bool TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
