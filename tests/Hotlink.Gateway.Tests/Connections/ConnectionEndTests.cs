using System.Net.Sockets;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Tests.Transport;
using Hotlink.Gateway.Transport;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Testing.Waiting;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>
/// When a connection's run is over its socket's writer is completed, which returns the frames and blocks that it holds: nobody may be using it by
/// then, or they are returned twice, or never.
/// </summary>
public sealed class ConnectionEndTests : IAsyncLifetime
{
    private const string Session = "session-2";
    private readonly RelayBench _relay = new();
    private readonly CountingPool _blocks = new();
    private SocketPair _sockets = null!;
    private SocketPipe _socket = null!;

    public async ValueTask InitializeAsync()
    {
        _sockets = await SocketPair.ConnectAsync();
        _socket = new(_sockets.Near, _blocks, ObjectPool.Create<SocketSender>(), default);
    }

    public async ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        await _relay.DisposeAsync();
        _blocks.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(300)]
    public async Task RunAsync_PeerThatEndsAndReadsNothing_LeavesNoWriteUnderWay(int messages)
    {
        var connection = new PeerConnection(_relay.Identity(), _socket, _relay.Files, _relay.Services, _socket.Abort);
        var run = connection.RunAsync(() => ValueTask.CompletedTask);
        await connection.NotifyAsync(new(NoticeKind.Open, Session, "", Path: RelayBench.Bob + "/app/stream", User: RelayBench.Bob));
        var delivering = connection.DeliverAsync(new(Session, BatchOf(messages, FramePool.MaxCapacity / messages)));
        Assert.NotEqual(0, _relay.Pool.Outstanding);

        _sockets.Far.Shutdown(SocketShutdown.Send);
        await run.SoonAsync();

        Assert.Equal((0L, 0, 0L), (_relay.Pool.Outstanding, _blocks.Rented, _socket.Output.UnflushedBytes));
        _socket.Close();
        await delivering;
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WriteThatTakesItsTimeToEnd_IsWaitedFor()
    {
        var peer = new PeerBench(_relay);
        var held = peer.HoldFlushes();
        var run = peer.RunAsync();
        await peer.NotifyAsync(NoticeKind.Open, Session);

        await peer.StopSendingAsync();

        Assert.Equal((1, false), (peer.Aborts, run.IsCompleted));
        held.SetResult(new(isCanceled: true, isCompleted: false));
        await run.SoonAsync();
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    private FrameBatch BatchOf(int count, int length)
    {
        var batch = FrameBatch.Rent();
        for (var i = 0; i < count; i++)
        {
            var frame = _relay.Pool.Rent(length);
            (frame.Length, frame.Format) = (length, FrameFormat.MsgPackBinary);
            batch.Add(frame);
        }

        return batch;
    }
}
