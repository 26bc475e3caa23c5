using Hotlink.Load.Frames;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>One of the streams that take turns: it sends a burst, and the turn passes on when all of it has arrived.</summary>
internal sealed class SpreadStream : IArrivals
{
    private readonly SpreadWorkload _workload;
    private readonly int _burst;
    private int _arrived;

    public SpreadStream(StreamFactory factory, StreamEnds ends, SpreadWorkload workload, int burst, Measuring.Clock clock)
    {
        (_workload, _burst) = (workload, burst);
        Session = factory.Create(ends, frame => new WindowOutflow(frame, clock, WindowOutflow.NoWindow, ends.Readers.Count), this);
    }

    /// <summary>The stream.</summary>
    public StreamSession Session { get; }

    /// <summary>Sends a burst.</summary>
    public void Send()
    {
        ((WindowOutflow)Session.Outflow).Allow(_burst);
        Session.Push();
    }

    /// <inheritdoc/>
    public void Arrived(int reader, in PayloadHeader payload)
    {
        _arrived = (_arrived + 1) % _burst;
        _workload.Arrived(payload.Stamp, isLast: _arrived == 0);
    }
}
