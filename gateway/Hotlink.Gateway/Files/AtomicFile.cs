namespace Hotlink.Gateway.Files;

/// <summary>Replaces a file in one step: readers see the old content or the new one, also after a crash in between.</summary>
internal static class AtomicFile
{
    public static void Write(string folder, string name, ReadOnlySpan<byte> content, bool flushToDisk)
    {
        var temporary = Path.Combine(folder, TemporaryFile.NewName());
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk);
            }

            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    // The write's own failure is the one to report; what is left here goes at the next start.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
