using BenchmarkDotNet.Attributes;
using Hotlink.Benchmarks.Wire;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Benchmarks.Queues;

/// <summary>A frame's way through the queue of a socket: rented, queued, taken and given back; alone, and as one of a batch.</summary>
[MemoryDiagnoser]
public class OutboundQueueBenchmarks
{
    private const int FrameBytes = 1024;
    private const int BatchFrames = 32;
    private const int WriteBytes = 128 * 1024;
    private readonly FramePool _pool = new();
    private readonly OutboundQueue _queue = new(new ConnectionOptions());
    private readonly List<OutboundItem> _items = new(64);

    [Benchmark(Baseline = true)]
    public int OneFrame() => Pass(1);

    [Benchmark(OperationsPerInvoke = BatchFrames)]
    public int FrameOfABatch() => Pass(BatchFrames);

    private int Pass(int frames)
    {
        var batch = FrameBatch.Rent();
        for (var i = 0; i < frames; i++)
        {
            var frame = _pool.Rent(FrameBytes);
            frame.Length = FrameBytes;
            batch.Add(frame);
        }

        if (_queue.Enqueue(Samples.SessionId, batch, out _) is not { IsCompletedSuccessfully: true, Result: DeliveryResult.Taken })
        {
            throw new InvalidOperationException("The queue is full.");
        }

        var passed = 0;
        while (_queue.TryDequeue(_items, WriteBytes))
        {
            passed += _items.Count;
            _items.ForEach(static item => item.Frame.Release());
            _items.Clear();
        }

        return passed;
    }
}
