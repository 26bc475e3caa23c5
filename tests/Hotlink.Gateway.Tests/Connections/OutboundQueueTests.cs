using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class OutboundQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Enqueue_IdleQueue_NamesOneWriterUntilItFindsNothing()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1");
        Assert.True(bench.Started);
        bench.Enqueue("a", "a2");
        Assert.False(bench.Started);
        bench.Control("c1");
        Assert.False(bench.Started);
        Assert.Equal(["c1", "a1", "a2"], bench.TakeAll());
        bench.Control("c2");
        Assert.True(bench.Started);
        Assert.Equal(["c2"], bench.TakeAll());
    }

    [Fact]
    public void Unused_WhileAWriterIsAtWork_WaitsForIt()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1", "a2");
        Assert.True(bench.Queue.Unused.IsCompleted); // It has taken nothing yet.
        Assert.Equal(["a1"], bench.Take());
        var unused = bench.Queue.Unused;
        bench.Queue.Abort();
        Assert.False(unused.IsCompleted);
        Assert.Empty(bench.Take());
        Assert.True(unused.IsCompleted && bench.Queue.Unused.IsCompleted);
    }

    [Fact]
    public void Unused_WriterThatFails_WaitsNoLonger()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1", "a2");
        Assert.Equal(["a1"], bench.Take());
        var unused = bench.Queue.Unused;
        bench.Queue.Abort();
        bench.Queue.StopWriting();
        Assert.True(unused.IsCompleted && bench.Queue.Unused.IsCompleted);
    }

    [Fact]
    public void TryDequeue_SeveralSessions_TakesTheirFramesInTurn()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1", "a2", "a3");
        bench.Enqueue("b", "b1");
        bench.Enqueue("c", "c1", "c2");
        Assert.Equal(["a1", "b1", "c1", "a2", "c2", "a3"], bench.TakeAll());
        Assert.Equal(0, bench.Pool.Outstanding);
    }

    [Fact]
    public void TryDequeue_ControlMessages_ComeFirst()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1", "a2");
        Assert.Equal(["a1"], bench.Take());
        bench.Control("c1");
        bench.Control("c2");
        Assert.Equal(["c1"], bench.Take());
        Assert.Equal(["c2", "a2"], bench.TakeAll());
    }

    [Fact]
    public void EnqueueControl_BehindASession_ComesAfterItsFramesOnly()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1", "a2");
        bench.Enqueue("b", "b1", "b2", "b3");
        bench.Control("end of a", behind: "a");
        Assert.Equal(["a1", "b1", "a2", "b2", "end of a", "b3"], bench.TakeAll());
        bench.Control("end of b", behind: "b");
        Assert.Equal(["end of b"], bench.TakeAll());
    }

    [Fact]
    public async Task Enqueue_PastTheBoundOfASession_WaitsUntilThereIsRoom()
    {
        var bench = new QueueBench(sessionUnits: 2);
        Assert.Equal(DeliveryResult.Taken, await bench.Enqueue("a", "a1", "a2"));
        var waiting = bench.Enqueue("a", "a3", "a4");
        Assert.False(waiting.IsCompleted);
        Assert.Equal(DeliveryResult.Taken, await bench.Enqueue("b", "b1"));
        Assert.Equal(["a1", "b1"], [.. bench.Take(), .. bench.Take()]);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(["a2"], bench.Take());
        Assert.True(waiting.IsCompleted);
        Assert.Equal(DeliveryResult.Taken, await waiting);
        Assert.Equal(["a3", "a4"], bench.TakeAll());
    }

    [Fact]
    public async Task Enqueue_PastTheBoundOfTheConnection_WaitsForTheOthersToo()
    {
        var bench = new QueueBench(sessionUnits: 4, connectionUnits: 4);
        Assert.Equal(DeliveryResult.Taken, await bench.Enqueue("a", "a1", "a2", "a3", "a4"));
        var waiting = bench.Enqueue("b", "b1");
        Assert.False(waiting.IsCompleted);
        Assert.Equal(["a1"], bench.Take());
        Assert.Equal(DeliveryResult.Taken, await waiting);
    }

    [Fact]
    public async Task Enqueue_WhileSeveralWaitForTheConnection_AllGoOnWhenThereIsRoom()
    {
        var bench = new QueueBench(sessionUnits: 10, connectionUnits: 4);
        var waiting = Enumerable.Range(0, 8).Select(i => bench.Enqueue($"s{i}", $"f{i}").AsTask()).ToArray();
        Assert.Equal(4, waiting.Count(task => task.IsCompleted));
        bench.Take(maxBytes: 8);
        await Task.WhenAll(waiting).WaitAsync(Token);
        Assert.All(waiting, task => Assert.Equal(DeliveryResult.Taken, task.Result));
    }

    [Fact]
    [Trait("CWE", "770")]
    public void EnqueueControl_EmptyMessagesOfAPeerThatReadsNothing_AreBounded()
    {
        // An empty pong has no bytes, but a buffer all the same.
        var bench = new QueueBench(connectionUnits: 10);
        var taken = 0;
        while (taken < 1_000 && bench.Queue.EnqueueControl(WebSocketOpcode.Pong, bench.Frame(""), null, out _))
        {
            taken++;
        }

        Assert.Equal(10, taken);
        Assert.Equal(10, bench.Pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "770")]
    public void Enqueue_TinyFrames_CountForTheBuffersTheyHold()
    {
        var bench = new QueueBench(sessionUnits: 4);
        Assert.True(bench.Enqueue("a", "1", "2", "3", "4").IsCompleted);
        Assert.False(bench.Enqueue("a", "5").IsCompleted);
    }

    [Fact]
    public async Task Enqueue_MessagesOfNoSession_AreRefusedOnceTooManyPileUp()
    {
        var bench = new QueueBench(connectionUnits: 2);
        Assert.Equal(DeliveryResult.Taken, await bench.Enqueue("", "f1", "f2"));
        Assert.Equal(DeliveryResult.TooSlow, await bench.Enqueue("", "f3"));
    }

    [Fact]
    public async Task Enqueue_MessageOfNoSessionBehindFullSessions_IsTaken()
    {
        var bench = new QueueBench(sessionUnits: 4, connectionUnits: 4);
        Assert.False(bench.Enqueue("a", "a1", "a2", "a3", "a4", "a5").IsCompleted);
        Assert.Equal(DeliveryResult.Taken, await bench.Enqueue("", "f1"));
    }

    [Fact]
    public async Task Discard_Session_ReleasesItsFramesAndTellsWhoeverWaits()
    {
        var bench = new QueueBench(sessionUnits: 1, connectionUnits: 2);
        var slow = bench.Enqueue("a", "a1", "a2");
        var other = bench.Enqueue("b", "b1");
        Assert.False(other.IsCompleted);
        bench.Queue.Discard("a", DeliveryResult.TooSlow);
        Assert.Equal(DeliveryResult.TooSlow, await slow);
        Assert.Equal(DeliveryResult.Taken, await other);
        Assert.Equal(1, bench.Pool.Outstanding);
        Assert.False(bench.Enqueue("a", "a3", "a4").IsCompleted);
        Assert.Equal(["a3", "b1", "a4"], bench.TakeAll());
    }

    [Fact]
    public void WaitingSessions_AreThoseWithFrames()
    {
        var bench = new QueueBench();
        bench.Enqueue("a", "a1");
        bench.Enqueue("b", "b1");
        bench.Enqueue("", "f1");
        bench.Queue.Discard("a", DeliveryResult.Gone);
        Assert.Equal(["", "b"], bench.Queue.WaitingSessions().Order());
    }

    [Fact]
    public async Task Close_QueueWithFrames_WritesThemThenTheLastAndTakesNothingMore()
    {
        var bench = new QueueBench(sessionUnits: 1);
        var waiting = bench.Enqueue("a", "a1", "a2", "a3");
        Assert.True(bench.Close("close"));
        Assert.False(bench.Close("again"));
        Assert.Equal(DeliveryResult.Leaving, await bench.Enqueue("a", "late"));
        Assert.False(bench.Control("late"));
        Assert.False(bench.Queue.IsDrained);
        Assert.Equal(["a1", "a2", "a3", "close"], bench.TakeAll());
        Assert.Equal(DeliveryResult.Taken, await waiting);
        Assert.True(bench.Queue.IsDrained);
        Assert.Equal(0, bench.Pool.Outstanding);
    }

    [Fact]
    public void Close_IdleQueue_NamesAWriter()
    {
        var bench = new QueueBench();
        bench.Close("close");
        Assert.True(bench.Started);
        Assert.False(bench.Queue.IsDrained);
        Assert.Equal(["close"], bench.TakeAll());
        Assert.True(bench.Queue.IsDrained);
    }

    [Fact]
    public async Task Abort_QueueWithEverything_ReleasesItAllAndTellsWhoeverWaits()
    {
        var bench = new QueueBench(sessionUnits: 1);
        var waiting = bench.Enqueue("a", "a1", "a2");
        bench.Control("c1");
        bench.Control("behind", behind: "a");
        bench.Close("close");
        bench.Queue.Abort();
        bench.Queue.Abort();
        Assert.Equal(DeliveryResult.Leaving, await waiting);
        Assert.Equal(0, bench.Pool.Outstanding);
        Assert.Empty(bench.TakeAll());
        Assert.True(bench.Queue.IsDrained);
        Assert.Equal(DeliveryResult.Leaving, await bench.Enqueue("a", "late"));
        Assert.Equal(0, bench.Pool.Outstanding);
    }
}
