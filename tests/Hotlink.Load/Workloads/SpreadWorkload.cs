using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>
/// A fixed number of bursts on their way over any number of streams: each that has arrived lets the next stream send one. The load is the same
/// for few streams and for many, and no stream is left out.
/// </summary>
internal sealed class SpreadWorkload(StreamFactory factory, SpreadLoad load, Phase phase, Clock clock) : IWorkload, IDisposable
{
    private const long Patience = 1_000_000_000;

    private readonly List<SpreadStream> _streams = [];
    private readonly LatencyRecorder _latencies = new();
    private long _turn = -1;
    private long _left = long.MaxValue;
    private long _arrived;
    private long _seen;
    private long _seenAt;

    /// <inheritdoc/>
    long IWorkload.Arrived => Interlocked.Read(ref _arrived);

    /// <inheritdoc/>
    public Integrity Integrity => _streams.Aggregate(default(Integrity), static (sum, stream) => sum + StreamCount.Of(stream.Session));

    /// <inheritdoc/>
    public long Stalls { get; private set; }

    /// <inheritdoc/>
    public bool IsFinished => Interlocked.Read(ref _left) <= 0 && Interlocked.Read(ref _arrived) >= (_turn + 1) * load.Burst;

    /// <summary>How long messages took from being written to being read.</summary>
    public LatencyHistogram Latencies => _latencies.Merge();

    /// <summary>All streams, in the order in which they send.</summary>
    public IReadOnlyList<StreamSession> Streams => [.. _streams.Select(static stream => stream.Session)];

    /// <summary>Adds a stream.</summary>
    public void Add(StreamEnds ends) => _streams.Add(new(factory, ends, this, load.Burst, clock));

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
            Interlocked.Exchange(ref _left, Math.Max(messages * _streams.Count / load.Burst, 1));
        }
    }

    /// <inheritdoc/>
    public void Stop() => Interlocked.Exchange(ref _left, 0);

    /// <inheritdoc/>
    public void Look()
    {
        if (Interlocked.Read(ref _arrived) is var arrived && arrived != _seen)
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

    /// <summary>A message came.</summary>
    /// <param name="stamp">When it was sent.</param>
    /// <param name="isLast">Whether it is the last one of its burst.</param>
    public void Arrived(long stamp, bool isLast)
    {
        Interlocked.Increment(ref _arrived);
        if (phase.IsMeasuring)
        {
            _latencies.Record(clock.NanosecondsSince(stamp));
        }

        if (isLast)
        {
            SendNext();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _latencies.Dispose();

    private void SendAll()
    {
        for (var burst = 0; burst < load.InFlight; burst++)
        {
            SendNext();
        }
    }

    private void SendNext()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            _streams[(int)(Interlocked.Increment(ref _turn) % _streams.Count)].Send();
        }
    }
}
