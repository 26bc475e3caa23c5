using System.Collections.Immutable;

namespace Hotlink.Daemon.Markers;

/// <summary>The markers at one moment, by path. Immutable and pure.</summary>
public sealed class MarkerSet
{
    private readonly ImmutableSortedDictionary<string, Marker> _markers;

    private MarkerSet(ImmutableSortedDictionary<string, Marker> markers) => _markers = markers;

    /// <summary>No marker.</summary>
    public static MarkerSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, Marker>(StringComparer.Ordinal));

    /// <summary>All markers, ordered by path.</summary>
    public IEnumerable<Marker> All => _markers.Values;

    /// <summary>How many there are.</summary>
    public int Count => _markers.Count;

    /// <summary>The marker at a path, or null.</summary>
    public Marker? Find(string path) => _markers.GetValueOrDefault(path);

    /// <summary>The set with a marker added or replaced; the same set where nothing is new.</summary>
    public MarkerSet With(Marker marker) =>
        marker.Equals(Find(marker.Path)) ? this : new(_markers.SetItem(marker.Path, marker));

    /// <summary>The set without a path and everything below it.</summary>
    public MarkerSet Without(string path)
    {
        var gone = _markers.Keys.Where(key => key == path || IsBelow(key, path)).ToArray();
        return gone.Length == 0 ? this : new(_markers.RemoveRange(gone));
    }

    /// <summary>What has happened since an earlier set: first what is gone, then the rest, each ordered by path.</summary>
    public IReadOnlyList<MarkerChange> Since(MarkerSet before)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (ReferenceEquals(this, before))
        {
            return [];
        }

        var changes = new List<MarkerChange>();
        changes.AddRange(before.All.Where(marker => Find(marker.Path) is null).Select(static marker => new MarkerChange(MarkerChangeKind.Removed, marker)));
        foreach (var marker in All)
        {
            var old = before.Find(marker.Path);
            if (!marker.Equals(old))
            {
                changes.Add(new(old is null ? MarkerChangeKind.Added : MarkerChangeKind.Changed, marker));
            }
        }

        return changes;
    }

    private static bool IsBelow(string path, string directory) =>
        path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal);
}
