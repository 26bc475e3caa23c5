using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Folders;

/// <summary>
/// Asks the operating system to tell of changes in a folder, so that they need not wait for the next scan. It may miss some, and may not be
/// available at all (no more inotify watches, a network drive): scans are what is relied on.
/// </summary>
internal sealed class FolderWatcher : IDisposable
{
    private readonly string _root;
    private readonly DirtyDirectories _dirty;
    private readonly Action _wake;
    private FileSystemWatcher? _watcher;

    public FolderWatcher(string root, DirtyDirectories dirty, Action wake) => (_root, _dirty, _wake) = (root, dirty, wake);

    /// <summary>Why changes are not told of, or not all of them; null while they are.</summary>
    public Exception? Failure { get; private set; }

    public void Start()
    {
        try
        {
            _watcher = new FileSystemWatcher(_root)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite,
            };
            _watcher.Created += (_, change) => OnEntry(change.Name);
            _watcher.Deleted += (_, change) => OnEntry(change.Name);
            _watcher.Changed += (_, change) => OnChanged(change.Name);
            _watcher.Renamed += OnRenamed;
            _watcher.Error += OnError;
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            Failure = exception;
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private void OnRenamed(object sender, RenamedEventArgs change)
    {
        OnEntry(change.OldName);
        OnEntry(change.Name);
    }

    // Data files change all the time; what is written into them is none of our business.
    private void OnChanged(string? name)
    {
        if (name is not null && Path.GetFileName(name.AsSpan()) is RuleFile.Name)
        {
            OnEntry(name);
        }
    }

    private void OnEntry(string? name)
    {
        _dirty.Add(Path.GetDirectoryName(name)?.Replace(Path.DirectorySeparatorChar, '/') ?? "");
        _wake();
    }

    private void OnError(object sender, ErrorEventArgs error)
    {
        // Too many events at once are lost, but those to come will be told.
        Failure = error.GetException() is InternalBufferOverflowException ? Failure : error.GetException();
        _dirty.AddAll();
        _wake();
    }
}
