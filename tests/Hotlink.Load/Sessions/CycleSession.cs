using System.Text;
using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Sessions;

/// <summary>
/// Opens a session, sees it accepted, closes it, sees the reader told, and begins anew under the next name. What is late, from a cycle
/// that was given up, is ignored.
/// </summary>
internal sealed class CycleSession : BenchSession
{
    private readonly CyclePlan _plan;
    private readonly Clock _clock;
    private readonly NamedFrame _open;
    private readonly NamedFrame _accept;
    private readonly NamedFrame _close;
    private long _begun;
    private long _finished;
    private int _generation;
    private int _isWaiting;

    public CycleSession(SessionName name, CyclePlan plan, Clock clock)
    {
        (_plan, _clock) = (plan, clock);
        var id = name.ToString();
        _open = new(plan.Encoding, new HotlinkOpen(id, plan.Path, "", plan.Reader.User), id);
        _accept = new(plan.Encoding, new HotlinkAccept(id), id);
        _close = new(plan.Encoding, new HotlinkClose(id, Encoding.UTF8.GetString(EndReason)), id);
    }

    private static ReadOnlySpan<byte> EndReason => "cycle ended"u8;

    /// <summary>How many cycles began.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>How many cycles were gone through.</summary>
    public long Finished => Volatile.Read(ref _finished);

    /// <summary>How many opens the server refused because there were too many in a second. They are tried again.</summary>
    public long Throttled { get; private set; }

    /// <summary>When the cycle that runs began.</summary>
    public long Since { get; private set; }

    /// <summary>Whether it waits to be begun again, after the server refused.</summary>
    public bool IsWaiting => Volatile.Read(ref _isWaiting) != 0;

    /// <summary>Who takes part.</summary>
    public CyclePlan Plan => _plan;

    /// <summary>Begins a cycle.</summary>
    public void Begin()
    {
        Interlocked.Exchange(ref _isWaiting, 0);
        Interlocked.Increment(ref _begun);
        Since = _clock.Now;
        _open.Generation = Interlocked.Increment(ref _generation);
        _plan.Sender.Connection.Send(_open);
    }

    /// <inheritdoc/>
    public override void Opened(Peer at, SessionName name)
    {
        if (at == _plan.Reader && IsCurrent(name))
        {
            _accept.Generation = name.Generation;
            at.Connection.Send(_accept);
        }
    }

    /// <inheritdoc/>
    public override void Accepted(Peer at, SessionName name)
    {
        if (IsCurrent(name))
        {
            _plan.Accepted(_clock.NanosecondsSince(Since));
            _close.Generation = name.Generation;
            at.Connection.Send(_close);
        }
    }

    /// <inheritdoc/>
    public override void Closed(Peer at, SessionName name, EndNotice notice)
    {
        if (!notice.Says(EndReason))
        {
            _plan.Problems.Add($"the server closed a session: {notice.Reason}");
        }
        else if (IsCurrent(name))
        {
            Interlocked.Increment(ref _finished);
            if (_plan.Finished(_clock.NanosecondsSince(Since)))
            {
                Begin();
            }
        }
    }

    /// <inheritdoc/>
    public override void Rejected(Peer at, SessionName name, EndNotice notice)
    {
        if (!IsCurrent(name))
        {
            return;
        }

        var reason = notice.Reason;
        if (reason == Reasons.TooManyOpens)
        {
            Throttled++;
        }
        else
        {
            _plan.Problems.Add($"the server refused: {reason}");
        }

        Interlocked.Decrement(ref _begun);
        Interlocked.Exchange(ref _isWaiting, 1);
    }

    /// <inheritdoc/>
    public override void Data(Peer at, in FrameHeader header, ReadOnlySpan<byte> message) =>
        _plan.Problems.Add("data came on a session that carries none");

    /// <inheritdoc/>
    public override void Signal(Peer at, ReadOnlySpan<byte> message) => _plan.Problems.Add("a signal came on a session that has none");

    private bool IsCurrent(SessionName name) => name.Generation == Volatile.Read(ref _generation);

    // A control message whose session name is the only thing that changes. One is on its way at a time.
    private sealed class NamedFrame(WireEncoding encoding, Message message, string id) : FrameSource
    {
        private readonly PatchedFrame _frame = new(encoding, ControlFrame.Message(message), id);

        public int Generation { get; set; }

        public override bool Fill(SendBuffer buffer)
        {
            SessionName.WriteGeneration(_frame.Changing, Generation);
            return !_frame.TryWrite(buffer);
        }
    }
}
