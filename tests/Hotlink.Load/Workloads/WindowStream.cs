using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>One stream that holds a window: what its readers do with a message.</summary>
internal sealed class WindowStream : IArrivals
{
    private readonly FlowSettings _flow;
    private readonly Phase _phase;
    private readonly LatencyRecorder _latencies;
    private readonly Clock _clock;
    private readonly AckFlow[] _acknowledge;

    public WindowStream(StreamFactory streams, StreamEnds ends, FlowSettings flow, Phase phase, LatencyRecorder latencies, Clock clock)
    {
        (_flow, _phase, _latencies, _clock) = (flow, phase, latencies, clock);
        Session = streams.Create(ends, frame => new WindowOutflow(frame, clock, flow.Window, ends.Readers.Count), this);
        _acknowledge = [.. ends.Readers.Select((_, reader) => new AckFlow(Session.Plan.Encoding, Session.Id, reader))];
    }

    /// <summary>The stream.</summary>
    public StreamSession Session { get; }

    /// <summary>Its sending end.</summary>
    public WindowOutflow Outflow => (WindowOutflow)Session.Outflow;

    /// <summary>Says how many messages it may send in all, and lets it send.</summary>
    public void Limit(long messages)
    {
        Outflow.Limit = messages;
        Session.Push();
    }

    /// <inheritdoc/>
    public void Arrived(int reader, in PayloadHeader payload)
    {
        if (_phase.IsMeasuring)
        {
            _latencies.Record(_clock.NanosecondsSince(payload.Stamp));
        }

        var acknowledge = _acknowledge[reader];
        var received = Session.Inflows[reader].Received;
        if (received - acknowledge.Count >= _flow.AcknowledgeEvery)
        {
            Acknowledge(acknowledge, reader, received);
        }
    }

    private void Acknowledge(AckFlow acknowledge, int reader, long received)
    {
        acknowledge.Count = received;
        if (_flow.Credit == CreditKind.Signal)
        {
            Session.Plan.Readers[reader].Connection.Send(acknowledge);
        }
        else if (Outflow.Acknowledge(reader, received))
        {
            Session.Push();
        }
    }
}
