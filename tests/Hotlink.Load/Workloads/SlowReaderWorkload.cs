using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>
/// Pairs that ask and answer, beside a pair whose reader stops: while measured it reads nothing, and its sender sends as much as it can.
/// After that it reads on, and has to get everything.
/// </summary>
internal sealed class SlowReaderWorkload(PingPongWorkload lively, StreamFactory factory, Phase phase, Clock clock) : StreamWorkload(clock), IDisposable
{
    private readonly LatencyRecorder _unused = new();
    private WindowStream? _stuck;

    /// <inheritdoc/>
    public override bool IsFinished => false;

    /// <summary>How many messages were sent to the reader that did not read.</summary>
    public long SentToStuck { get; private set; }

    /// <summary>The stream whose reader stops.</summary>
    public StreamSession Stuck => _stuck!.Session;

    /// <summary>Adds the pair whose reader stops. The lively ones are there already.</summary>
    public void AddStuck(StreamEnds ends)
    {
        foreach (var stream in lively.Streams)
        {
            Add(stream);
        }

        _stuck = new WindowStream(factory, ends, new(WindowOutflow.NoWindow, CreditKind.Local), phase, _unused, Clock);
        Add(_stuck.Session);
    }

    /// <inheritdoc/>
    public override void Start()
    {
        base.Start();
        lively.Start();
    }

    /// <inheritdoc/>
    public override void Measure(long? count)
    {
        Reader.Connection.Reading.Close();
        _stuck!.Limit(long.MaxValue);
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        _stuck!.Limit(0);
        SentToStuck = Stuck.Outflow.Sent;
        Reader.Connection.Reading.Open();
        lively.Stop();
    }

    /// <inheritdoc/>
    public override void Look() => lively.Look();

    /// <inheritdoc/>
    public void Dispose() => _unused.Dispose();

    /// <inheritdoc/>
    protected override bool IsDue(StreamSession stream) => false;

    private Peer Reader => Stuck.Plan.Readers[0];
}
