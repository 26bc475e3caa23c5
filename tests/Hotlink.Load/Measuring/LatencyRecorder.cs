namespace Hotlink.Load.Measuring;

/// <summary>Records durations from any thread: each has a histogram of its own, which are merged at the end.</summary>
internal sealed class LatencyRecorder : IDisposable
{
    private readonly ThreadLocal<LatencyHistogram> _histograms = new(static () => new(), trackAllValues: true);

    /// <summary>Records a duration in nanoseconds.</summary>
    public void Record(long nanoseconds) => _histograms.Value!.Record(nanoseconds);

    /// <summary>Everything that was recorded. To be called when nothing is recorded any more.</summary>
    public LatencyHistogram Merge()
    {
        var all = new LatencyHistogram();
        foreach (var histogram in _histograms.Values)
        {
            all.Add(histogram);
        }

        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => _histograms.Dispose();
}
