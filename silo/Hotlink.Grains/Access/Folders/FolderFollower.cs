using System.Threading.Channels;

namespace Hotlink.Grains.Access.Folders;

/// <summary>
/// Decides when to scan: soon after the watcher told of something, at every tick for what changed lately, and for everything as often as a
/// scan's cost allows: a twentieth of the time while the watcher works, at most a third when there is none.
/// </summary>
internal sealed class FolderFollower(TimeSpan interval, TimeProvider timeProvider)
{
    // Long enough for a writer to finish what it began, and for a burst of events to become one scan.
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMilliseconds(250);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    // A full scan that is due starts at the next tick: so small a part of the interval is not felt.
    private readonly TimeSpan _tick = interval / 4;
    private TimeSpan _quiet = ShortestQuiet;
    private DateTimeOffset _nextFull = DateTimeOffset.MinValue;

    /// <summary>There is something to look at now. Thread-safe.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Runs <paramref name="scan"/> until cancelled; its argument says whether everything is due.</summary>
    public async Task RunAsync(Action<bool> scan, Func<bool> isWatching, CancellationToken cancellationToken)
    {
        await using var ticks = timeProvider.CreateTimer(_ => Wake(), null, _tick, _tick);
        await foreach (var _ in _wake.Reader.ReadAllAsync(cancellationToken))
        {
            await Task.Delay(_quiet, timeProvider, cancellationToken);
            var isFull = timeProvider.GetUtcNow() >= _nextFull;
            var started = timeProvider.GetTimestamp();
            scan(isFull);
            Plan(timeProvider.GetElapsedTime(started), isFull, isWatching());
        }
    }

    private void Plan(TimeSpan cost, bool isFull, bool isWatching)
    {
        _quiet = TimeSpan.FromTicks(Math.Clamp(4 * cost.Ticks, ShortestQuiet.Ticks, LongestQuiet.Ticks));
        if (isFull)
        {
            _nextFull = timeProvider.GetUtcNow() + TimeSpan.FromTicks(Math.Max(interval.Ticks, cost.Ticks * (isWatching ? 19 : 2))) - _quiet;
        }
    }
}
