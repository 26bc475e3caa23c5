namespace Hotlink.Grains.Access.Buckets;

/// <summary>When to look at the bucket again. Pure.</summary>
internal static class BucketPace
{
    private const int MaxDoublings = 16;

    /// <summary>The pause after a look.</summary>
    /// <param name="options">The intervals.</param>
    /// <param name="cost">How long the look took.</param>
    /// <param name="failures">How many looks have failed in a row; 0 after one that succeeded.</param>
    public static TimeSpan PauseAfter(BucketOptions options, TimeSpan cost, int failures)
    {
        if (failures == 0)
        {
            return cost < options.PollInterval ? options.PollInterval - cost : cost;
        }

        var pause = options.PollInterval * (1 << Math.Min(failures - 1, MaxDoublings));
        var longest = options.RetryInterval > options.PollInterval ? options.RetryInterval : options.PollInterval;
        return pause < longest ? pause : longest;
    }
}
