using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>
/// A fixed number of messages on their way over any number of streams: each that arrives lets the next stream send one. The load is the same
/// for few streams and for many, and no stream is left out.
/// </summary>
internal sealed class SpreadWorkload(StreamFactory factory, int inFlight, Phase phase, Clock clock) : IWorkload, IArrivals, IDisposable
{
    private const long Patience = 1_000_000_000;

    private readonly List<StreamSession> _streams = [];
    private readonly LatencyRecorder _latencies = new();
    private long _turn = -1;
    private long _left = long.MaxValue;
    private long _arrived;
    private long _seen;
    private long _seenAt;

    /// <inheritdoc/>
    public long Arrived => Interlocked.Read(ref _arrived);

    /// <inheritdoc/>
    public Integrity Integrity => _streams.Aggregate(default(Integrity), static (sum, stream) => sum + StreamCount.Of(stream));

    /// <inheritdoc/>
    public long Stalls { get; private set; }

    /// <inheritdoc/>
    public bool IsFinished => Interlocked.Read(ref _left) <= 0 && Arrived >= _turn + 1;

    /// <summary>How long messages took from being written to being read.</summary>
    public LatencyHistogram Latencies => _latencies.Merge();

    /// <summary>All streams, in the order in which they send.</summary>
    public IReadOnlyList<StreamSession> Streams => _streams;

    /// <summary>Adds a stream.</summary>
    public void Add(StreamEnds ends) => _streams.Add(factory.Create(ends, frame => new WindowOutflow(frame, clock, WindowOutflow.NoWindow, ends.Readers.Count), this));

    /// <inheritdoc/>
    public void Start()
    {
        _seenAt = clock.Now;
        SendAll();
    }

    /// <inheritdoc/>
    public void Measure(long? count)
    {
        if (count is { } messages)
        {
            Interlocked.Exchange(ref _left, messages * _streams.Count);
        }
    }

    /// <inheritdoc/>
    public void Stop() => Interlocked.Exchange(ref _left, 0);

    /// <inheritdoc/>
    public void Look()
    {
        if (Arrived is var arrived && arrived != _seen)
        {
            (_seen, _seenAt) = (arrived, clock.Now);
        }
        else if (Interlocked.Read(ref _left) > 0 && clock.NanosecondsSince(_seenAt) > Patience)
        {
            Stalls++;
            _seenAt = clock.Now;
            SendAll();
        }
    }

    /// <inheritdoc/>
    void IArrivals.Arrived(int reader, in PayloadHeader payload)
    {
        Interlocked.Increment(ref _arrived);
        if (phase.IsMeasuring)
        {
            _latencies.Record(clock.NanosecondsSince(payload.Stamp));
        }

        SendNext();
    }

    /// <inheritdoc/>
    public void Dispose() => _latencies.Dispose();

    private void SendAll()
    {
        for (var message = 0; message < inFlight; message++)
        {
            SendNext();
        }
    }

    private void SendNext()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            var stream = _streams[(int)(Interlocked.Increment(ref _turn) % _streams.Count)];
            ((WindowOutflow)stream.Outflow).Allow(1);
            stream.Push();
        }
    }
}
