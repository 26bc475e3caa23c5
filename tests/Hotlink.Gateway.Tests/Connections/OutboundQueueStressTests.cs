using System.Buffers.Binary;
using System.Collections.Concurrent;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>Senders, the writer and whoever ends things on threads of their own. Short and seeded; waits for events only.</summary>
public sealed class OutboundQueueStressTests
{
    private const int Sessions = 6;
    private const int Batches = 1_500;
    private readonly FramePool _pool = new();
    private readonly OutboundQueue _queue = new(new() { SessionQueueBytes = 8 * 1024, ConnectionQueueBytes = 20 * 1024 });
    private readonly ConcurrentDictionary<string, List<int>> _written = new();
    private readonly ConcurrentBag<Task> _writing = [];
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _endAfter = int.MaxValue;
    private int _frames;
    private int _writers;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Enqueue_FromManyThreads_EverythingArrivesOnceAndInOrder()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(number => SendAsync(number, Batches))).WaitAsync(Token);
        Assert.All(results, result => Assert.Equal(Batches, result.Taken));
        Close();
        await Task.WhenAll(_writing).WaitAsync(Token);
        Assert.True(_queue.IsDrained);
        Assert.All(results, result => Assert.Equal(Enumerable.Range(0, result.Frames), _written[result.Session]));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Discard_Meanwhile_EveryCallCompletesAndOrderHolds(int seed)
    {
        var random = new Random(seed);
        using var stop = new CancellationTokenSource();
        var discarding = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    _queue.Discard($"session{random.Next(Sessions)}", DeliveryResult.TooSlow);
                    _queue.WaitingSessions();
                }
            },
            Token);
        var results = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(number => SendAsync(number, Batches))).WaitAsync(Token);
        await stop.CancelAsync();
        await discarding;
        Assert.All(results, result => Assert.Equal(Batches, result.Taken + result.TooSlow));
        Close();
        await Task.WhenAll(_writing).WaitAsync(Token);
        Assert.True(_queue.IsDrained);
        Assert.All(_written.Values, written => Assert.Equal(written.Order(), written));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task AbortAndClose_Meanwhile_EveryCallCompletesAndNothingIsLeft(int afterFrames)
    {
        _endAfter = afterFrames;
        var ending = Task.Run(
            async () =>
            {
                await _end.Task;
                Parallel.Invoke(Close, _queue.Abort, Close, _queue.Abort);
            },
            Token);
        var results = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(number => SendAsync(number, int.MaxValue))).WaitAsync(Token);
        await ending;
        await Task.WhenAll(_writing);
        Assert.All(results, result => Assert.Equal((0, 1), (result.TooSlow, result.Gone)));
        Assert.True(_queue.IsDrained);
        Assert.Equal(0, _pool.Outstanding);
    }

    private void Close()
    {
        _queue.Close(new(WebSocketOpcode.Close, _pool.Rent(2)), out var start);
        StartIf(start);
    }

    // One call at a time for each session, as its lane makes them.
    private Task<Outcome> SendAsync(int number, int batches) => Task.Run(async () =>
    {
        var (random, outcome) = (new Random(number), new Outcome($"session{number}"));
        for (var i = 0; i < batches && outcome.Gone == 0; i++)
        {
            var batch = FrameBatch.Rent();
            for (var frames = random.Next(1, 4); frames > 0; frames--)
            {
                var frame = _pool.Rent(4);
                BinaryPrimitives.WriteInt32LittleEndian(frame.Buffer.Span, outcome.Frames++);
                BinaryPrimitives.WriteInt32LittleEndian(frame.Buffer.Span[4..], number);
                frame.Length = 8;
                batch.Add(frame);
            }

            var taken = _queue.Enqueue(outcome.Session, batch, out var start);
            StartIf(start);
            outcome.Add(await taken);
        }

        return outcome;
    });

    private void StartIf(bool start)
    {
        if (start)
        {
            Assert.Equal(1, Interlocked.Increment(ref _writers));
            _writing.Add(Task.Run(Write, Token));
        }
    }

    private void Write()
    {
        var items = new List<OutboundItem>();
        while (true)
        {
            // Down before the queue hears of it: the next writer may be named at once.
            Interlocked.Decrement(ref _writers);
            if (!_queue.TryDequeue(items, 2_000))
            {
                break;
            }

            Interlocked.Increment(ref _writers);
            items.ForEach(Record);
            items.Clear();
        }
    }

    private void Record(OutboundItem item)
    {
        if (item.Opcode != WebSocketOpcode.Close)
        {
            var session = $"session{BinaryPrimitives.ReadInt32LittleEndian(item.Frame.Span[4..])}";
            _written.GetOrAdd(session, _ => []).Add(BinaryPrimitives.ReadInt32LittleEndian(item.Frame.Span));
        }

        item.Frame.Release();
        if (Interlocked.Increment(ref _frames) == _endAfter)
        {
            _end.SetResult();
        }
    }

    private sealed class Outcome(string session)
    {
        public string Session => session;

        public int Frames { get; set; }

        public int Taken { get; private set; }

        public int TooSlow { get; private set; }

        public int Gone { get; private set; }

        public void Add(DeliveryResult result) => _ = result switch
        {
            DeliveryResult.Taken => ++Taken,
            DeliveryResult.TooSlow => ++TooSlow,
            _ => ++Gone,
        };
    }
}
