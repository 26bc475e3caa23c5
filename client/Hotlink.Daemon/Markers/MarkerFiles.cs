using System.Buffers;
using System.IO.Enumeration;
using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Markers;

/// <summary>Finds and reads marker files. Blocks its thread; never throws for what is in the tree.</summary>
internal sealed class MarkerFiles(DatasitesFolder folder)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>The canonical paths of all markers in a directory and below it. Links are not followed.</summary>
    public IReadOnlyList<string> Walk(string directory, CancellationToken cancellationToken)
    {
        try
        {
            var found = new FileSystemEnumerable<string>(directory, static (ref entry) => entry.ToFullPath(), Everything)
            {
                ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && MarkerNames.KindOf(entry.FileName) is not null,
                ShouldRecursePredicate = (ref _) => !cancellationToken.IsCancellationRequested,
            };
            return [.. found.Select(CanonicalOf).OfType<string>()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // It went while it was walked through.
        }
    }

    /// <summary>Reads a marker.</summary>
    /// <returns>The marker; null where there is no such file.</returns>
    public Marker? Read(string path)
    {
        if (MarkerNames.KindOf(Path.GetFileName(path.AsSpan())) is not { } kind || IsForeignRules(kind, path) || !folder.TryResolve(path, out var absolute, out _))
        {
            return null;
        }

        try
        {
            var file = new FileInfo(absolute);
            return !file.Exists ? null
                : file.Length > Marker.MaxBytes ? new(path, kind, default, MarkerFault.TooLarge)
                : file.Length == 0 ? new(path, kind, default) // Not opened: it may be a pipe, and that would wait for its writer.
                : ReadContent(path, kind, absolute);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(path, kind, default, MarkerFault.Unreadable);
        }
    }

    /// <summary>What a place below the root is called, or null.</summary>
    public string? CanonicalOf(string absolute) => folder.TryPathOf(absolute, out var path, out _) ? path : null;

    // Peers write as many of these as they like, and only their owner publishes them.
    private bool IsForeignRules(MarkerKind kind, string path) => kind == MarkerKind.Rules && DatasitePath.DatasiteOf(path) != folder.User;

    private static Marker ReadContent(string path, MarkerKind kind, string absolute)
    {
        using var handle = File.OpenHandle(absolute, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent(Marker.MaxBytes + 1);
        try
        {
            var length = 0;
            while (length < buffer.Length && RandomAccess.Read(handle, buffer.AsSpan(length), length) is > 0 and var count)
            {
                length += count; // The file may have grown since its length was asked for.
            }

            return length > Marker.MaxBytes
                ? new(path, kind, default, MarkerFault.TooLarge)
                : new(path, kind, buffer.AsSpan(0, length).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
