namespace Hotlink.Grains.Access.Folders;

/// <summary>Directories that a watcher saw something happen in. Past its bound it only remembers that all must be looked at. Thread-safe.</summary>
internal sealed class DirtyDirectories
{
    private const int MaxCount = 4096;

    private readonly Lock _gate = new();
    private HashSet<string> _directories = new(StringComparer.Ordinal);
    private bool _all;

    public void Add(string directory)
    {
        lock (_gate)
        {
            _all |= _directories.Count >= MaxCount;
            _directories.Add(_all ? "" : directory);
        }
    }

    public void AddAll()
    {
        lock (_gate)
        {
            _all = true;
        }
    }

    /// <summary>Hands over what was collected and begins anew.</summary>
    public (bool All, IReadOnlyCollection<string> Directories) Drain()
    {
        lock (_gate)
        {
            var drained = (_all, _directories);
            (_all, _directories) = (false, new HashSet<string>(StringComparer.Ordinal));
            return drained;
        }
    }
}
