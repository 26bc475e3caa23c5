using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Hosting;
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

    private async Task<int> CallAsync(int failures) => await new NodePatience(new LosingNodes(), _lifetime, TimeProvider.System)
        .CallAsync(failures, left => ++_calls > left ? new ValueTask<int>(_calls) : throw new TimeoutException());

    private sealed class LosingNodes : INodeEvents
    {
        public event Action<string>? NodeLost
        {
            add { }
            remove { }
        }

        public TimeSpan NoticeTime => TimeSpan.FromMinutes(1);

        public bool HoldsSessions(string node) => true;

        public bool IsNodeFailure(Exception failure) => failure is TimeoutException;
    }
}
