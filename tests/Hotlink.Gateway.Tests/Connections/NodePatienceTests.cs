using Hotlink.Grains.Abstractions.Hosting;

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

    private async Task<int> CallAsync(int failures) => await new NodePatience(new LosingNodes(), TimeProvider.System, _stopping.Token)
        .CallAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());
}
