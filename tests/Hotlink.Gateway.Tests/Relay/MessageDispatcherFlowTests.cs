using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Tests.Connections;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Relay;

/// <summary>A session that takes nothing more stops the reading, and lets it go on.</summary>
public sealed class MessageDispatcherFlowTests : IAsyncDisposable
{
    private const int InboxBytes = 8 * 1024;
    private readonly RelayBench _relay = new(options => options.SessionInboxBytes = InboxBytes);

    [Fact(Timeout = 60_000)]
    public async Task Dispatch_MoreThanASessionTakes_IsFullUntilItsCallIsThrough()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        var held = session.HoldRelays();
        var sent = Fill(desk);
        Assert.Equal((InboxBytes / 1024) + 1, sent);
        desk.Dispatcher.Flush();
        Assert.True(desk.Dispatcher.IsFull);
        var room = desk.Dispatcher.WaitForRoomAsync().AsTask();
        Assert.False(room.IsCompleted);
        held.SetResult(ReasonCode.None);
        await room.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(desk.Dispatcher.IsFull);
        Assert.Equal(sent, Fill(desk));
    }

    [Fact]
    public void Flush_SessionThatTakesEverythingAtOnce_IsNotFullAfterwards()
    {
        var desk = new Desk(_relay);
        desk.Open();
        Fill(desk);
        Assert.True(desk.Dispatcher.IsFull);
        desk.Dispatcher.Flush();
        Assert.False(desk.Dispatcher.IsFull);
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispatch_MoreThanAConnectionMayHold_IsFullThoughNoSessionIs()
    {
        _relay.Services.Options.ConnectionQueueBytes = 16 * 1024;
        var desk = new Desk(_relay);
        var held = Enumerable.Range(0, 4)
            .Select(i => desk.Open($"session-{i}", $"{RelayBench.Alice}/{i}/stream.tcp.request").HoldRelays())
            .ToArray();
        var sent = 0;
        for (; !desk.Dispatcher.IsFull; sent++)
        {
            Assert.Null(desk.Dispatch(Wire.Data($"session-{sent % 4}", "x")));
        }

        Assert.Equal(17, sent);
        desk.Dispatcher.Flush();
        held[3].SetResult(ReasonCode.None);
        await desk.Dispatcher.WaitForRoomAsync();
        Assert.False(desk.Dispatcher.IsFull);
    }

    [Fact]
    [Trait("CWE", "770")]
    public void Dispatch_FloodOfWords_IsFullAsWell()
    {
        var desk = new Desk(_relay);
        var count = 0;
        for (; !desk.Dispatcher.IsFull && count < 1_000; count++)
        {
            Assert.Null(desk.Dispatch(Wire.Message(new HotlinkAccept("x"), id: "")));
        }

        Assert.Equal((InboxBytes / 1024) + 1, count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Dispatch_WhileCallsEndOnOtherThreads_CountsNeverDrift(int seed)
    {
        var (random, desk) = (new Random(seed), new Desk(_relay));
        var session = desk.Open();
        var relayed = 0;
        session.OnRelay = async frames =>
        {
            await Task.Yield();
            Interlocked.Add(ref relayed, frames.Batch.Count);
            frames.Batch.Dispose();
            return ReasonCode.None;
        };
        const int Frames = 30_000;
        for (var i = 0; i < Frames; i++)
        {
            Assert.Null(desk.Dispatch(Wire.Data(Desk.Session, new string('x', random.Next(2_000)))));
            desk.Dispatcher.Flush();
            if (desk.Dispatcher.IsFull)
            {
                await desk.Dispatcher.WaitForRoomAsync();
            }
        }

        var route = desk.Routes.Find("session-1"u8)!;
        await route.Work;
        Assert.Equal(Frames, relayed);
        Assert.Equal(0, _relay.Pool.Outstanding);

        // Exactly nothing is counted: there is room with a bound of zero, and none with one below.
        var options = _relay.Services.Options;
        (options.SessionInboxBytes, options.ConnectionQueueBytes) = (0, 0);
        Assert.True(desk.Calls.HasRoom(route));
        (options.SessionInboxBytes, options.ConnectionQueueBytes) = (0, -1);
        Assert.False(desk.Calls.HasRoom(route));
        (options.SessionInboxBytes, options.ConnectionQueueBytes) = (-1, 0);
        Assert.False(desk.Calls.HasRoom(route));
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private static int Fill(Desk desk)
    {
        var count = 0;
        for (; !desk.Dispatcher.IsFull; count++)
        {
            Assert.Null(desk.Dispatch(Wire.Data(Desk.Session, $"{count}")));
        }

        return count;
    }
}
