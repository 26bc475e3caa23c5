using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>Traffic on streams.</summary>
internal abstract class StreamWorkload(Clock clock) : IWorkload
{
    private readonly List<StreamSession> _streams = [];
    private StallWatch? _stalls;

    /// <inheritdoc/>
    public long Arrived => _streams.Sum(static stream => stream.Received);

    /// <inheritdoc/>
    public Integrity Integrity => _streams.Aggregate(default(Integrity), static (sum, stream) => sum + StreamCount.Of(stream));

    /// <inheritdoc/>
    public long Stalls => _stalls?.Stalls ?? 0;

    /// <inheritdoc/>
    public abstract bool IsFinished { get; }

    /// <summary>All streams.</summary>
    public IReadOnlyList<StreamSession> Streams => _streams;

    /// <summary>The time source.</summary>
    protected Clock Clock => clock;

    /// <inheritdoc/>
    public virtual void Start() => _stalls = new StallWatch(_streams, IsDue, clock);

    /// <inheritdoc/>
    public abstract void Measure(long? count);

    /// <inheritdoc/>
    public abstract void Stop();

    /// <inheritdoc/>
    public virtual void Look() => _stalls?.Look();

    /// <summary>Adds a stream.</summary>
    protected void Add(StreamSession stream) => _streams.Add(stream);

    /// <summary>Whether a stream that stands still should be pushed.</summary>
    protected abstract bool IsDue(StreamSession stream);
}
