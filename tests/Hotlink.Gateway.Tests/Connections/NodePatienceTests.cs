using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class NodePatienceTests : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private int _calls;

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task CallAsync_NodeIsBeingLost_TriesAgain() => Assert.Equal(3, await CallAsync(failures: 2));

    [Fact]
    public async Task CallAsync_ThisNodeStops_TriesOnce()
    {
        await _stopping.CancelAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(failures: 2));

        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task CallNotingLossAsync_TellsWhetherANodeWasLost(int failures, bool expected)
    {
        var (_, wasLost) = await new NodePatience(new LosingNodes(), TimeProvider.System, _stopping.Token)
            .CallNotingLossAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());

        Assert.Equal(expected, wasLost);
    }

    // It was just being sent when the loss got known: nobody answers it, and nobody fails it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallAsync_UnderWayWhenANodeIsLost_IsMadeAgainUnlessItIsAnsweredSoon(bool isAnswered)
    {
        var (nodes, clock, first) = (new LosingNodes(), new ManualClock(), new TaskCompletionSource<int>());
        var call = new NodePatience(nodes, clock, _stopping.Token).CallAsync(0, _ => ++_calls == 1 ? new ValueTask<int>(first.Task) : new ValueTask<int>(2));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(call.IsCompleted);

        nodes.Lose("node");
        if (isAnswered)
        {
            first.SetResult(1);
        }

        await EventWait.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return call.IsCompleted;
        });
        Assert.Equal(isAnswered ? 1 : 2, await call);
        first.TrySetException(new TimeoutException());
    }

    [Fact]
    public async Task CallAsync_UnderWayWhenANodeIsLostAndThisOneStops_FailsSoon()
    {
        var (nodes, clock) = (new LosingNodes(), new ManualClock());
        var call = new NodePatience(nodes, clock, _stopping.Token).CallAsync(0, _ => new ValueTask<int>(new TaskCompletionSource<int>().Task)).AsTask();
        await _stopping.CancelAsync();

        nodes.Lose("node");

        await EventWait.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return call.IsCompleted;
        });
        await Assert.ThrowsAnyAsync<TimeoutException>(() => call);
    }

    private async Task<int> CallAsync(int failures) => await new NodePatience(new LosingNodes(), TimeProvider.System, _stopping.Token)
        .CallAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());
}
