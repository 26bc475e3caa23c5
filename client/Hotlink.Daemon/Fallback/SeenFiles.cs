namespace Hotlink.Daemon.Fallback;

/// <summary>
/// What came over links whose messages have no identity, by path and tag: existing clients send one message both ways (pitfalls 132, 133).
/// The last 1,024; not thread-safe.
/// </summary>
internal sealed class SeenFiles
{
    private const int MaxCount = 1024;
    private readonly HashSet<(string Path, string Tag)> _seen = [];
    private readonly Queue<(string Path, string Tag)> _order = new();

    /// <summary>Notes one.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string path, string tag)
    {
        if (!_seen.Add((path, tag)))
        {
            return false;
        }

        _order.Enqueue((path, tag));
        if (_order.Count > MaxCount)
        {
            _seen.Remove(_order.Dequeue());
        }

        return true;
    }
}
