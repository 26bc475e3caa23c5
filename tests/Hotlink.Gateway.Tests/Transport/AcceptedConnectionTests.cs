using System.Buffers;
using Hotlink.Gateway.Transport;
using Hotlink.Testing.Waiting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Tests.Transport;

/// <summary>A connection that the server gives up, and lets go of at once.</summary>
public sealed class AcceptedConnectionTests
{
    [Fact]
    public async Task Dispose_RightBehindAnAbort_WaitsUntilEverybodyWasTold()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var connection = new AcceptedConnection(sockets.Near, MemoryPool<byte>.Shared, ObjectPool.Create<SocketSender>(), null!);
        using var isHeard = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        using var registration = connection.ConnectionClosed.Register(() =>
        {
            isHeard.Set();
            mayGoOn.Wait(TestContext.Current.CancellationToken);
        });

        connection.Abort(new ConnectionAbortedException());
        connection.Abort(new ConnectionAbortedException());
        var disposing = connection.DisposeAsync().AsTask();

        Assert.True(isHeard.Wait(EventWait.Patience, TestContext.Current.CancellationToken));
        Assert.False(disposing.IsCompleted);
        mayGoOn.Set();
        await disposing.SoonAsync();
    }
}
