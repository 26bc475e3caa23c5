namespace Hotlink.Grains.Tests.Kit;

/// <summary>For states that nothing reports: looks until they are there.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Completes when <paramref name="seen"/> gives <paramref name="expected"/>; fails with what was seen last.</summary>
    public static async Task EqualAsync<T>(T expected, Func<T> seen)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!Equals(expected, seen()) && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, seen());
    }
}
