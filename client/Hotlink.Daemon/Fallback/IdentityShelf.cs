namespace Hotlink.Daemon.Fallback;

/// <summary>Identities whose files haven't come yet, by path and tag; the last 1,024. Thread-safe.</summary>
internal sealed class IdentityShelf
{
    private const int MaxCount = 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Path, string Tag), FileIdentity> _identities = [];
    private readonly Queue<FileIdentity> _order = new();

    /// <summary>Puts one down; a newer one for the same file takes its place.</summary>
    public void Put(FileIdentity identity)
    {
        lock (_gate)
        {
            _identities[(identity.Path, identity.ETag)] = identity;
            _order.Enqueue(identity);
            if (_order.Count > MaxCount && _order.Dequeue() is var oldest
                && _identities.GetValueOrDefault((oldest.Path, oldest.ETag)) == oldest)
            {
                _identities.Remove((oldest.Path, oldest.ETag));
            }
        }
    }

    /// <summary>The identity of a file that has come; null where it has none.</summary>
    public FileIdentity? Take(string path, string tag)
    {
        lock (_gate)
        {
            return _identities.Remove((path, tag), out var identity) ? identity : null;
        }
    }
}
