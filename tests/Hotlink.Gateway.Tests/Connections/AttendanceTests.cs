using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class AttendanceTests : IAsyncDisposable
{
    private readonly RelayBench _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    // The lists, and the grain that holds on to the socket, may be behind a node that is just being lost.
    [Fact]
    public async Task ForgetAsync_NodeIsBeingLost_TriesAgain()
    {
        var grains = new FailingGrains(_relay.Grains.Real, failures: 2);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var attendance = new Attendance(grains, new NodePatience(new LosingNodes(), lifetime, TimeProvider.System));
        var identity = _relay.Identity();

        await attendance.ForgetAsync(identity);

        Assert.Equal(3, grains.Grain<IConnectionGrain>(identity.Key).Calls);
    }
}
