namespace Hotlink.Gateway.Files;

/// <summary>Manifests by key, oldest first, within a bound on their number and bytes. Not thread-safe.</summary>
/// <remarks>The same entry stands on its tenant's shelf and on its datasite's; the store keeps the two alike.</remarks>
internal sealed class ManifestShelf(int maximumCount, long maximumBytes)
{
    private readonly Dictionary<ManifestKey, LinkedListNode<ManifestEntry>> _byKey = [];
    private readonly LinkedList<ManifestEntry> _oldestFirst = [];
    private long _bytes;

    public int Count => _byKey.Count;

    public IEnumerable<ManifestEntry> Entries => _oldestFirst;

    /// <summary>The entry that has to go before the shelf is within its bounds, if any.</summary>
    public ManifestEntry? Surplus => _byKey.Count > maximumCount || _bytes > maximumBytes ? _oldestFirst.First?.Value : null;

    public void Add(ManifestEntry entry)
    {
        Remove(entry.Key);
        _byKey[entry.Key] = _oldestFirst.AddLast(entry);
        _bytes += entry.Frame.Length;
    }

    public void Remove(ManifestKey key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _oldestFirst.Remove(node);
            _bytes -= node.Value.Frame.Length;
        }
    }
}
