using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>Sessions that are opened, accepted and closed, over and over.</summary>
internal sealed class CycleWorkload(Phase phase, Clock clock) : IWorkload, IDisposable
{
    private const long Patience = 5_000_000_000;

    private readonly List<CycleSession> _cycles = [];
    private readonly LatencyRecorder _accepts = new();
    private readonly LatencyRecorder _whole = new();
    private long _allowed = long.MaxValue;

    /// <inheritdoc/>
    public long Arrived => _cycles.Sum(static cycle => cycle.Finished);

    /// <inheritdoc/>
    public Integrity Integrity => new(Begun, Arrived, Begun - Arrived, 0, 0, 0, 0);

    /// <inheritdoc/>
    public long Stalls { get; private set; }

    /// <inheritdoc/>
    public bool IsFinished => Interlocked.Read(ref _allowed) <= 0 && Begun == Arrived;

    /// <summary>How many opens the server refused because there were too many in a second.</summary>
    public long Throttled => _cycles.Sum(static cycle => cycle.Throttled);

    /// <summary>From open to accept.</summary>
    public LatencyHistogram Accepts => _accepts.Merge();

    /// <summary>From open to the reader's being told of the close.</summary>
    public LatencyHistogram Whole => _whole.Merge();

    private long Begun => _cycles.Sum(static cycle => cycle.Begun);

    /// <summary>A cycle was accepted.</summary>
    public void Accepted(long nanoseconds)
    {
        if (phase.IsMeasuring)
        {
            _accepts.Record(nanoseconds);
        }
    }

    /// <summary>A cycle is over.</summary>
    /// <returns>Whether to begin another.</returns>
    public bool Finished(long nanoseconds)
    {
        if (phase.IsMeasuring)
        {
            _whole.Record(nanoseconds);
        }

        return Interlocked.Decrement(ref _allowed) >= 0;
    }

    /// <summary>Adds one.</summary>
    public void Add(CycleSession cycle) => _cycles.Add(cycle);

    /// <inheritdoc/>
    public void Start() => _cycles.ForEach(static cycle => cycle.Begin());

    /// <inheritdoc/>
    public void Measure(long? count)
    {
        if (count is { } cycles)
        {
            Interlocked.Exchange(ref _allowed, cycles * _cycles.Count);
        }
    }

    /// <inheritdoc/>
    public void Stop() => Interlocked.Exchange(ref _allowed, 0);

    /// <inheritdoc/>
    public void Look()
    {
        foreach (var cycle in _cycles)
        {
            var isStuck = !cycle.IsWaiting && cycle.Begun > cycle.Finished && clock.NanosecondsSince(cycle.Since) > Patience;
            Stalls += isStuck ? 1 : 0;
            if (cycle.IsWaiting || isStuck)
            {
                cycle.Begin();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _accepts.Dispose();
        _whole.Dispose();
    }
}
