namespace Hotlink.Daemon.Tunnels;

/// <summary>Lets through what is news: the same text once a minute, and no more than a few texts a minute. Thread-safe.</summary>
public sealed class NewsGate
{
    /// <summary>How many texts are let through in a minute.</summary>
    public const int Count = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TimeSpan> _told = new(StringComparer.Ordinal);

    /// <summary>Whether a text is news now.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The time since any moment that stays the same.</param>
    public bool Lets(string text, TimeSpan now)
    {
        lock (_gate)
        {
            foreach (var (old, _) in _told.Where(entry => now - entry.Value >= Window).ToList())
            {
                _told.Remove(old);
            }

            return _told.Count < Count && _told.TryAdd(text, now);
        }
    }
}
