namespace Hotlink.Client.Connection;

/// <summary>
/// How long to wait before an attempt: nothing before the first, then a delay that doubles up to a limit, each time with its own jitter of
/// ±25 %. From attempt to delay, and nothing else: jitter never adds up.
/// </summary>
/// <param name="First">The delay before the second attempt.</param>
/// <param name="Longest">The longest delay, before jitter.</param>
internal sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    private const double Jitter = 0.25;

    /// <summary>The delay before an attempt.</summary>
    /// <param name="attempt">How many attempts have failed in a row.</param>
    /// <param name="random">A number in [0, 1).</param>
    public TimeSpan DelayBefore(int attempt, double random)
    {
        if (attempt <= 0)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(attempt - 1, 32);
        var delay = Math.Min(First.Ticks * Math.Pow(2, doublings), Longest.Ticks);
        return TimeSpan.FromTicks((long)(delay * (1 - Jitter + (2 * Jitter * random))));
    }
}
