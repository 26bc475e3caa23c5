using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Rules;

/// <summary>Which rule files of one's own datasite the relay still has to get. Pure. Not thread-safe.</summary>
internal sealed class RuleLedger(string user)
{
    private readonly Dictionary<string, Marker> _files = [];
    private readonly Dictionary<string, Marker> _settled = [];

    /// <summary>Rule files came, changed or went. Those of other datasites are their owners' business.</summary>
    public void Apply(IEnumerable<MarkerChange> changes)
    {
        foreach (var (kind, file) in changes.Where(change => IsOwn(change.Marker)))
        {
            if (kind == MarkerChangeKind.Removed)
            {
                _files.Remove(file.Path);
            }
            else
            {
                _files[file.Path] = file;
            }
        }
    }

    /// <summary>There is a new connection: the relay may have been replaced by one that knows nothing.</summary>
    public void Forget() => _settled.Clear();

    /// <summary>The next file to send: those near the root first, so that nothing is open for a moment that a parent closes.</summary>
    public Marker? Next() => _files.Values
        .Where(file => !_settled.TryGetValue(file.Path, out var settled) || !settled.Equals(file))
        .OrderBy(static file => file.Path.AsSpan().Count('/')).ThenBy(static file => file.Path, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The relay has a file, or will never take it as it is.</summary>
    public void Settle(Marker file) => _settled[file.Path] = file;

    private bool IsOwn(Marker file) =>
        file.Kind == MarkerKind.Rules && file.Path.StartsWith(user, StringComparison.Ordinal) && file.Path.AsSpan(user.Length).StartsWith("/", StringComparison.Ordinal);
}
