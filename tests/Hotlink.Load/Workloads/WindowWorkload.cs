using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>Streams that each hold a window, or flood.</summary>
internal sealed class WindowWorkload(FlowSettings flow, StreamFactory factory, Phase phase, Clock clock) : StreamWorkload(clock), IDisposable
{
    private readonly List<WindowStream> _all = [];
    private readonly LatencyRecorder _latencies = new();

    /// <inheritdoc/>
    public override bool IsFinished => _all.TrueForAll(
        static each => each.Session.Received >= each.Outflow.Limit * each.Session.Inflows.Count);

    /// <summary>How long messages took from being written to being read.</summary>
    public LatencyHistogram Latencies => _latencies.Merge();

    /// <summary>Adds a stream.</summary>
    public WindowStream Add(StreamEnds ends)
    {
        var stream = new WindowStream(factory, ends, flow, phase, _latencies, Clock);
        _all.Add(stream);
        Add(stream.Session);
        return stream;
    }

    /// <inheritdoc/>
    public override void Start()
    {
        base.Start();
        _all.ForEach(static stream => stream.Limit(long.MaxValue));
    }

    /// <inheritdoc/>
    public override void Measure(long? count)
    {
        if (count is { } messages)
        {
            _all.ForEach(stream => stream.Limit(stream.Outflow.Sent + messages));
        }
    }

    /// <inheritdoc/>
    public override void Stop() => _all.ForEach(static stream => stream.Limit(0));

    /// <inheritdoc/>
    public void Dispose() => _latencies.Dispose();

    /// <inheritdoc/>
    protected override bool IsDue(StreamSession stream) => stream.Outflow is WindowOutflow outflow && outflow.Sent < outflow.Limit;
}
