namespace Hotlink.Grains.Tests.Kit;

/// <summary>Bounds what a test waits for: a test that hangs says nothing.</summary>
public static class Eventually
{
    /// <summary>How long anything may take that comes at once when all is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Completes with the call, or fails when it takes too long.</summary>
    public static ValueTask<T> ReturnsAsync<T>(ValueTask<T> call) =>
        call.IsCompleted ? call : new(call.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

    /// <summary>For a state that nothing reports: looks until <paramref name="seen"/> gives <paramref name="expected"/>, and fails with what was seen last.</summary>
    public static Task EqualAsync<T>(T expected, Func<T> seen) => AnswersAsync(expected, () => Task.FromResult(seen()));

    /// <summary>The same, of a grain.</summary>
    public static async Task AnswersAsync<T>(T expected, Func<Task<T>> seen)
    {
        var start = TimeProvider.System.GetTimestamp();
        var last = await seen();
        while (!Equals(expected, last) && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
            last = await seen();
        }

        Assert.Equal(expected, last);
    }
}
