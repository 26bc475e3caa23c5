using System.Text;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Sessions;

/// <summary>A session that carries data from its sender to its readers.</summary>
internal sealed class StreamSession : BenchSession
{
    private readonly StreamPlan _plan;
    private readonly IArrivals _arrivals;
    private readonly Problems _problems;
    private readonly byte[] _accept;
    private volatile TaskCompletionSource<string?> _opened = NewAnswer();
    private int _accepted;

    public StreamSession(SessionName name, StreamPlan plan, Outflow outflow, IArrivals arrivals, Problems problems)
    {
        (Id, _plan, _arrivals, _problems) = (name.ToString(), plan, arrivals, problems);
        var path = Encoding.UTF8.GetBytes(plan.Path);
        Outflow = outflow;
        Inflows = [.. plan.Readers.Select(_ => new Inflow(name, path, plan.Pattern))];
        _accept = ControlFrame.ToArray(plan.Encoding, ControlFrame.Message(new HotlinkAccept(Id)));
    }

    private static ReadOnlySpan<byte> EndReason => "bench ended"u8;

    /// <summary>The session's name as it is sent.</summary>
    public string Id { get; }

    /// <summary>What was planned for it.</summary>
    public StreamPlan Plan => _plan;

    /// <summary>The sending end.</summary>
    public Outflow Outflow { get; }

    /// <summary>The receiving ends.</summary>
    public IReadOnlyList<Inflow> Inflows { get; }

    /// <summary>Why the server closed it, where it did.</summary>
    public string? ClosedBecause { get; private set; }

    /// <summary>Messages that a reader got, over all readers.</summary>
    public long Received => Inflows.Sum(static inflow => inflow.Received);

    /// <summary>Opens it and waits until every reader has accepted.</summary>
    /// <returns>Why the server refused, or <see langword="null"/>.</returns>
    public Task<string?> OpenAsync()
    {
        var opened = _opened = NewAnswer();
        _accepted = 0;
        var to = _plan.Readers.Count == 1 ? _plan.Readers[0].User : "";
        _plan.Sender.Connection.Send(ControlFrame.ToArray(_plan.Encoding, ControlFrame.Message(new HotlinkOpen(Id, _plan.Path, "", to))));
        return opened.Task;
    }

    /// <summary>Ends it.</summary>
    public void Close()
    {
        if (_plan.Sender.IsConnected)
        {
            _plan.Sender.Connection.Send(ControlFrame.ToArray(_plan.Encoding, ControlFrame.Message(new HotlinkClose(Id, Encoding.UTF8.GetString(EndReason)))));
        }
    }

    /// <summary>Lets the sender look whether it may send.</summary>
    public void Push() => _plan.Sender.Connection.Send(Outflow);

    /// <inheritdoc/>
    public override void Opened(Peer at, SessionName name)
    {
        if (IsReader(at))
        {
            at.Connection.Send(_accept);
        }
    }

    /// <inheritdoc/>
    public override void Accepted(Peer at, SessionName name)
    {
        if (Interlocked.Increment(ref _accepted) == _plan.Readers.Count)
        {
            _opened.TrySetResult(null);
        }
    }

    /// <inheritdoc/>
    public override void Rejected(Peer at, SessionName name, EndNotice notice)
    {
        var reason = notice.Reason;
        // What was on its way when the server closed the session is refused, one by one.
        if (!_opened.TrySetResult(reason) && ClosedBecause is null)
        {
            _problems.Add($"{at.User} was refused in an open session: {reason}");
        }
    }

    /// <inheritdoc/>
    public override void Closed(Peer at, SessionName name, EndNotice notice)
    {
        if (notice.Says(EndReason))
        {
            return;
        }

        var reason = notice.Reason;
        ClosedBecause = reason;
        Outflow.End();
        if (!_opened.TrySetResult($"closed: {reason}"))
        {
            _plan.OnClosed(this, at, reason);
        }
    }

    /// <inheritdoc/>
    public override void Data(Peer at, in FrameHeader header, ReadOnlySpan<byte> message)
    {
        if (!IsReader(at))
        {
            _problems.Add($"{at.User} got data of a session that it doesn't read");
        }
        else if (Inflows[at.Number].TryTake(header, message, out var payload))
        {
            _arrivals.Arrived(at.Number, payload);
        }
    }

    /// <inheritdoc/>
    public override void Signal(Peer at, ReadOnlySpan<byte> message)
    {
        if (Outflow is WindowOutflow window && Acknowledgement.TryRead(message, out var reader, out var count) && window.Acknowledge(reader, count))
        {
            Push();
        }
    }

    private bool IsReader(Peer peer) => (uint)peer.Number < (uint)_plan.Readers.Count && _plan.Readers[peer.Number] == peer;

    private static TaskCompletionSource<string?> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
