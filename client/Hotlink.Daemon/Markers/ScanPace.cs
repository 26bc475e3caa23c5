namespace Hotlink.Daemon.Markers;

/// <summary>
/// How long to pause between two walks through the tree. Walks take at most a small share of the time, however large the tree is
/// (pitfalls 134, 171). Pure.
/// </summary>
internal static class ScanPace
{
    /// <summary>How often the files that are known are looked at, where nobody tells of changes.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private const int PauseFactor = 20;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestRescan = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRescan = TimeSpan.FromSeconds(30);

    /// <summary>The pause after a walk.</summary>
    /// <param name="walk">How long the walk took.</param>
    /// <param name="isWatched">Whether the system tells of changes, so that walks only make sure.</param>
    public static TimeSpan Between(TimeSpan walk, bool isWatched)
    {
        var pause = walk * PauseFactor;
        var (shortest, longest) = isWatched ? (ShortestRescan, LongestRescan) : (Poll, LongestPoll);
        return pause < shortest ? shortest : pause > longest ? longest : pause;
    }
}
