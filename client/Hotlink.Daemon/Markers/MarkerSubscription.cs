namespace Hotlink.Daemon.Markers;

/// <summary>
/// One consumer's view of a <see cref="MarkerFeed"/>. What happens between two calls is told as one step, so nothing queues up. One call
/// at a time.
/// </summary>
public sealed class MarkerSubscription
{
    private readonly MarkerFeed _feed;
    private MarkerSet _seen = MarkerSet.Empty;

    internal MarkerSubscription(MarkerFeed feed) => _feed = feed;

    /// <summary>Waits for changes since the last call; at first, for the markers that there are.</summary>
    /// <param name="cancellationToken">Gives up; nothing is lost then.</param>
    /// <returns>At least one change: first what is gone, then the rest, ordered by path.</returns>
    public async Task<IReadOnlyList<MarkerChange>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (markers, next) = _feed.Look();
            var changes = markers.Since(_seen);
            _seen = markers;
            if (changes.Count > 0)
            {
                return changes;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
