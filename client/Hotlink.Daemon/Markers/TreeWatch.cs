namespace Hotlink.Daemon.Markers;

/// <summary>Has the system tell of changes in a tree. Disposing of it ends that.</summary>
internal sealed class TreeWatch : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly FileSystemWatcher _watcher;
    private readonly TreeHints _hints;
    private volatile bool _hasFailed;

    private TreeWatch(FileSystemWatcher watcher, TreeHints hints)
    {
        (_watcher, _hints) = (watcher, hints);
        watcher.Created += (_, happened) => OnChange(happened.FullPath);
        watcher.Changed += (_, happened) => OnMarker(happened.FullPath);
        watcher.Deleted += (_, happened) => hints.Add(happened.FullPath);
        watcher.Renamed += (_, happened) =>
        {
            hints.Add(happened.OldFullPath);
            OnChange(happened.FullPath);
        };
        watcher.Error += (_, failed) =>
        {
            _hasFailed |= failed.GetException() is not InternalBufferOverflowException;
            hints.AddEverywhere();
        };
    }

    /// <summary>Whether it tells nothing more.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Starts to watch.</summary>
    /// <returns>The watch; null, with the reason, where the system doesn't do it: no such folder, no watches left, a strange file system.</returns>
    public static TreeWatch? TryStart(string root, TreeHints hints, out string reason)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(root)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = BufferBytes,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            var watch = new TreeWatch(watcher, hints);
            watcher.EnableRaisingEvents = true;
            reason = "";
            return watch;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            reason = exception.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    private void OnMarker(string place)
    {
        if (MarkerNames.KindOf(Path.GetFileName(place.AsSpan())) is not null)
        {
            _hints.Add(place);
        }
    }

    // A directory may come with markers in it that nobody is told of.
    private void OnChange(string place)
    {
        if (MarkerNames.KindOf(Path.GetFileName(place.AsSpan())) is not null || Directory.Exists(place))
        {
            _hints.Add(place);
        }
    }
}
