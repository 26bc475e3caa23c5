namespace Hotlink.Gateway.Files;

/// <summary>The manifests of one tenant, found by datasite and by audience. Not thread-safe.</summary>
internal sealed class TenantManifests(ManifestLimits limits)
{
    private readonly ManifestShelf _all = new(limits.TenantCount, limits.TenantBytes);
    private readonly Dictionary<string, ManifestShelf> _byDatasite = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestShelf> _byAudience = new(StringComparer.Ordinal);

    public int Count => _all.Count;

    public void Add(ManifestEntry entry)
    {
        Remove(entry.Key);
        _all.Add(entry);
        ShelfOf(_byAudience, entry.Key.Audience, int.MaxValue, long.MaxValue).Add(entry);
        var datasite = ShelfOf(_byDatasite, entry.Key.Datasite, limits.DatasiteCount, limits.DatasiteBytes);
        datasite.Add(entry);
        while ((datasite.Surplus ?? _all.Surplus) is { } surplus)
        {
            Remove(surplus.Key);
        }
    }

    public IEnumerable<ManifestEntry> For(string audience) => _byAudience.TryGetValue(audience, out var shelf) ? shelf.Entries : [];

    private void Remove(ManifestKey key)
    {
        _all.Remove(key);
        RemoveFrom(_byDatasite, key.Datasite, key);
        RemoveFrom(_byAudience, key.Audience, key);
    }

    private static ManifestShelf ShelfOf(Dictionary<string, ManifestShelf> shelves, string name, int count, long bytes)
    {
        if (!shelves.TryGetValue(name, out var shelf))
        {
            shelves[name] = shelf = new ManifestShelf(count, bytes);
        }

        return shelf;
    }

    private static void RemoveFrom(Dictionary<string, ManifestShelf> shelves, string name, ManifestKey key)
    {
        if (shelves.TryGetValue(name, out var shelf))
        {
            shelf.Remove(key);
            if (shelf.Count == 0)
            {
                shelves.Remove(name);
            }
        }
    }
}
