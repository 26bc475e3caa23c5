using Hotlink.Load.Measuring;

namespace Hotlink.Load.Modes;

/// <summary>Keeps the round trips before a reader stops apart from those beside it.</summary>
internal sealed class SlowReaderLatencies(Phase phase, TimeSpan warmup, Clock clock) : IDisposable
{
    private readonly LatencyRecorder _calm = new();
    private readonly LatencyRecorder _beside = new();
    private long _calmFrom;

    /// <summary>Before; the warm-up is left out.</summary>
    public LatencyHistogram Calm => _calm.Merge();

    /// <summary>While a reader stands still.</summary>
    public LatencyHistogram Beside => _beside.Merge();

    /// <summary>Records a round trip.</summary>
    /// <param name="stamp">When it began.</param>
    public void Record(long stamp)
    {
        if (_calmFrom == 0)
        {
            _calmFrom = clock.After(stamp, warmup.TotalNanoseconds);
        }

        if (phase.IsMeasuring)
        {
            _beside.Record(clock.NanosecondsSince(stamp));
        }
        else if (stamp >= _calmFrom && !phase.IsOver)
        {
            _calm.Record(clock.NanosecondsSince(stamp));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _calm.Dispose();
        _beside.Dispose();
    }
}
