using System.Buffers.Binary;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>One thread adds, as a reader does; whoever finds nobody at it takes, on other threads.</summary>
public sealed class InboxStressTests
{
    private const int Frames = 60_000;
    private readonly FramePool _pool = new();
    private readonly Inbox _inbox = new();
    private readonly List<int> _taken = new(Frames);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _takers;

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AddAndTake_OnTwoThreads_EveryFrameComesOnceInOrderAndIsCounted(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Frames; i++)
        {
            var frame = _pool.Rent(random.Next(4, 3_000));
            BinaryPrimitives.WriteInt32LittleEndian(frame.Buffer.Span, i);
            frame.Length = random.Next(4, frame.Capacity);
            _inbox.Add(random.Next(20) == 0 ? InboxItemKind.Signals : InboxItemKind.Data, frame);
            if (_inbox.TryBeginTaking())
            {
                Assert.Equal(1, Interlocked.Increment(ref _takers));
                ThreadPool.UnsafeQueueUserWorkItem(_ => TakeAll(), null);
            }
        }

        await _all.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, Frames), _taken);
        Assert.Equal((0, 0), (_inbox.Bytes, _pool.Outstanding));
    }

    [Fact]
    public void AddAndDone_OnTwoThreads_LoseNoBytes()
    {
        const int Words = 1_000_000;
        var item = new InboxItem(InboxItemKind.Accept, null, new("id", new HotlinkAccept("session1")), 1);
        var (added, done) = (false, 0);
        var adding = new Thread(() =>
        {
            for (var i = 0; i < Words; i++)
            {
                _inbox.Add(item.Kind, item.Message, item.Bytes);
                _inbox.TryTake(out _);
            }

            Volatile.Write(ref added, true);
        });
        adding.Start();
        for (; !Volatile.Read(ref added); done++)
        {
            _inbox.Done(item);
        }

        Assert.Equal(Words - done, _inbox.Bytes);
    }

    private void TakeAll()
    {
        while (true)
        {
            // Down before the inbox hears of it: the next taker may begin at once.
            Interlocked.Decrement(ref _takers);
            if (!_inbox.TryTake(out var item))
            {
                return;
            }

            Interlocked.Increment(ref _takers);
            foreach (var frame in item.Batch!.Frames)
            {
                _taken.Add(BinaryPrimitives.ReadInt32LittleEndian(frame.Span));
            }

            item.Batch.Dispose();
            _inbox.Done(item);
            if (_taken.Count == Frames)
            {
                _all.SetResult();
            }
        }
    }
}
