using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Tests.Markers;

/// <summary>How often the tree is walked.</summary>
public sealed class ScanPaceTests
{
    [Theory] // Pitfall 134.
    [InlineData(1, 200)]
    [InlineData(10, 200)]
    [InlineData(100, 2000)]
    [InlineData(5000, 10_000)]
    public void Between_NotWatched_TakesASmallShareOfTheTime(int walk, int pause) =>
        Assert.Equal(pause, ScanPace.Between(TimeSpan.FromMilliseconds(walk), isWatched: false).TotalMilliseconds);

    [Theory] // Pitfall 134.
    [InlineData(1, 2000)]
    [InlineData(500, 10_000)]
    [InlineData(5000, 30_000)]
    public void Between_Watched_IsSlow(int walk, int pause) =>
        Assert.Equal(pause, ScanPace.Between(TimeSpan.FromMilliseconds(walk), isWatched: true).TotalMilliseconds);
}
