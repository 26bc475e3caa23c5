namespace Hotlink.Gateway.Files;

/// <summary>
/// Walks from the datasites folder to the folder of a file and makes what is missing, never through a link.
/// Only the relay writes below the folder, so nobody can put a link there between the look and the use.
/// </summary>
internal static class DatasiteFolders
{
    /// <summary>Null and the folder, or why it can't be reached.</summary>
    public static StoreRefusal? Open(string root, ReadOnlySpan<string> segments, out string folder)
    {
        folder = root;
        foreach (var segment in segments)
        {
            folder = Path.Combine(folder, segment);
            if (Look(folder) is { } attributes)
            {
                if (attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    return StoreRefusal.InvalidPath;
                }

                if (!attributes.HasFlag(FileAttributes.Directory))
                {
                    return StoreRefusal.NotADirectory;
                }
            }
            else
            {
                Directory.CreateDirectory(folder);
            }
        }

        return null;
    }

    /// <summary>Why <paramref name="file"/> can't be written or replaced; null when it can.</summary>
    public static StoreRefusal? CheckTarget(string file) => Look(file) switch
    {
        null => null,
        { } attributes when attributes.HasFlag(FileAttributes.ReparsePoint) => StoreRefusal.InvalidPath,
        { } attributes when attributes.HasFlag(FileAttributes.Directory) => StoreRefusal.NotADirectory,
        _ => null,
    };

    // Attributes are those of a link itself, not of what it points to; also of one that points nowhere.
    private static FileAttributes? Look(string path)
    {
        try
        {
            return File.GetAttributes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
