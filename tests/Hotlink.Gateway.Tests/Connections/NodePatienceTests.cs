using Hotlink.Gateway.Connections;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class NodePatienceTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private int _calls;

    [Fact]
    public async Task CallAsync_NodeIsBeingLost_TriesAgain() => Assert.Equal(3, await CallAsync(failures: 2));

    [Fact]
    public async Task CallAsync_ThisNodeStops_TriesOnce()
    {
        _lifetime.StopApplication();

        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(failures: 2));

        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task CallNotingLossAsync_TellsWhetherANodeWasLost(int failures, bool expected)
    {
        var (_, wasLost) = await new NodePatience(new LosingNodes(), _lifetime, TimeProvider.System)
            .CallNotingLossAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());

        Assert.Equal(expected, wasLost);
    }

    private async Task<int> CallAsync(int failures) => await new NodePatience(new LosingNodes(), _lifetime, TimeProvider.System)
        .CallAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());
}
