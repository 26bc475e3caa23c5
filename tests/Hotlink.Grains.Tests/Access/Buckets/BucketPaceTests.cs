using Hotlink.Grains.Access.Buckets;

namespace Hotlink.Grains.Tests.Access.Buckets;

/// <summary>When a bucket is looked at again.</summary>
public sealed class BucketPaceTests
{
    [Theory]
    [InlineData(0, 0, 1000)]
    [InlineData(300, 0, 700)]
    [InlineData(1000, 0, 1000)] // A look that takes as long as the interval is half of the time, and not all of it.
    [InlineData(2500, 0, 2500)]
    [InlineData(0, 1, 1000)]
    [InlineData(5000, 1, 1000)]
    [InlineData(0, 2, 2000)]
    [InlineData(0, 4, 8000)]
    [InlineData(0, 5, 10_000)]
    [InlineData(0, int.MaxValue, 10_000)]
    public void PauseAfter_CostAndFailures_Milliseconds(int cost, int failures, int expected) =>
        Assert.Equal(expected, BucketPace.PauseAfter(new(), TimeSpan.FromMilliseconds(cost), failures).TotalMilliseconds);

    [Fact]
    public void PauseAfter_FailuresWithALongInterval_NeverShorterThanIt() => Assert.Equal(
        TimeSpan.FromMinutes(1), BucketPace.PauseAfter(new() { PollInterval = TimeSpan.FromMinutes(1) }, TimeSpan.Zero, 3));
}
