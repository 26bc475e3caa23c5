using Hotlink.Client.Connection;

namespace Hotlink.Client.Tests.Connection;

public sealed class BackoffTests
{
    private static readonly Backoff Delays = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 8)]
    [InlineData(int.MaxValue, 8)]
    public void DelayBefore_Attempt_DoublesUpToTheLimit(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Delays.DelayBefore(attempt, 0.5));

    [Fact] // Pitfall 97.
    public void DelayBefore_Jitter_StaysWithinAQuarter()
    {
        Assert.Equal(TimeSpan.FromSeconds(6), Delays.DelayBefore(9, 0));
        Assert.True(Delays.DelayBefore(9, 0.9999) <= TimeSpan.FromSeconds(10));
    }
}
