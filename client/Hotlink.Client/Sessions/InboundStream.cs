using System.Text;
using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Client.Timing;
using Hotlink.Client.Waiting;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// Carries out what a <see cref="ReceiveStream"/> decides: takes the frames of its sessions, sends its acknowledgements when the connection
/// asks for them, wakes its application. One lock; nothing is awaited, written or told under it. Thread-safe.
/// </summary>
internal sealed partial class InboundStream : IFrameSource, IDeadlineTarget
{
    private static readonly TimeSpan OverfullTime = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly ClientContext _context;
    private readonly ReceiveStream _stream;
    private readonly StallWatch _stall;
    private readonly Signal _readable = new();
    private readonly RoomGate _room = new();
    private readonly SignalInbox _signals = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamSpans _spans;
    private readonly List<string> _candidates = [];
    private RelayLink? _link;
    private string _sessionId;
    private ReceivePhase _phase;
    private HotlinkMode _mode;
    private TimeSpan? _forgetAt;
    private TimeSpan? _overfullSince;
    private bool _isRetired;
    private long _bytesReceived;

    /// <summary>Makes the stream of a session that is being accepted.</summary>
    public InboundStream(ClientContext context, HotlinkOffer offer, SessionIdParts parts, RelayLink link)
    {
        (_context, _link, _sessionId) = (context, link, offer.SessionId);
        Mark = new(offer.Peer, offer.Path, parts.Tag);
        PathBytes = Encoding.UTF8.GetBytes(offer.Path);
        var framing = parts.Kind != SessionKind.Plain ? parts.Framing
            : PathRules.IsTcpStream(offer.Path) ? HotlinkFraming.Bytes
            : HotlinkFraming.Messages;
        _stream = new(context.Limits, parts.Kind, framing, context.Scheduler.Now);
        (_phase, _mode) = (_stream.Phase, _stream.Mode);
        _stall = new(context.Options.StallTime);
        _spans = new(context.Options.TimeProvider, isOutbound: false);
    }

    /// <summary>Sender, path and tag.</summary>
    public StreamMark Mark { get; }

    /// <summary>What it carries.</summary>
    public HotlinkFraming Framing => _stream.Framing;

    /// <summary>The session that it uses, or used last.</summary>
    public string SessionId => Volatile.Read(ref _sessionId);

    /// <inheritdoc/>
    public bool IsUrgent { get; set; }

    /// <inheritdoc/>
    public bool IsReady { get; set; }

    /// <inheritdoc/>
    public int HeapIndex { get; set; } = -1;

    /// <inheritdoc/>
    public TimeSpan HeapDeadline { get; set; }

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode
    {
        get
        {
            lock (_gate)
            {
                return _stream.Mode;
            }
        }
    }

    private TimeSpan Now => _context.Scheduler.Now;

    /// <summary>Says that it was accepted.</summary>
    public void Start()
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _spans.Accepted(Mark.Path, Mark.Peer);
            turn.Raise(Event(HotlinkEventKind.SessionAccepted));
            if (_stream.Mode == HotlinkMode.Plain)
            {
                turn.Raise(Event(HotlinkEventKind.StreamReady));
            }

            Settle(Now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <summary>The sender has opened a session that looks like one of this stream.</summary>
    /// <returns>A session that makes way, or null.</returns>
    public string? AddCandidate(string sessionId, RelayLink link)
    {
        const int MaxCandidates = 4;
        lock (_gate)
        {
            _link = link;
            _candidates.Add(sessionId);
            if (_candidates.Count <= MaxCandidates)
            {
                return null;
            }

            var old = _candidates[0];
            _candidates.RemoveAt(0);
            return old;
        }
    }

    /// <summary>The connection to the relay is gone.</summary>
    public void LinkLost()
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _context.Sessions.Unmap(_sessionId);
            _candidates.ForEach(_context.Sessions.Unmap);
            _candidates.Clear();
            _link = null;
            _stream.LinkLost(Now);
            Settle(Now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <summary>A data frame has come.</summary>
    /// <returns>What to wait for before the next message is read, or null.</returns>
    public Task? OnData(
        ReadOnlySpan<char> sessionId, long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload)
    {
        var turn = default(Turn);
        Task? pause = null;
        lock (_gate)
        {
            if (!sessionId.SequenceEqual(_sessionId))
            {
                return null;
            }

            var now = Now;
            var before = _stream.Received;
            if (_stream.OnData(seq, path, tag, payload, now))
            {
                _spans.FirstByte(Mark.Path, Mark.Peer);
                _bytesReceived += _stream.Received - before;
            }

            ClientInstruments.Received(payload.Length);
            _context.Totals.Received(payload.Length);
            if (_stream.IsOverfull)
            {
                _overfullSince ??= now;
                pause = _room.WaitAsync();
            }

            Settle(now, ref turn);
        }

        turn.Finish(_context);
        return pause;
    }

    /// <summary>A frame named a path outside of the session's directory: nothing of it is taken, and the session ends.</summary>
    public void OnForeignPath() =>
        GiveUp(new(HotlinkReason.ProtocolViolation, "a frame for a path outside of the session's directory"));

    /// <summary>A session was closed, or the accept of it was refused.</summary>
    public void SessionEnded(string sessionId, string reason)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _candidates.Remove(sessionId);
            if (sessionId == _sessionId)
            {
                _stream.SessionEnded(ReasonWords.Parse(reason), Now);
                Settle(Now, ref turn);
            }

            // A plain stream may still wait for a frame that the close has overtaken.
            if (sessionId != _sessionId || _stream.Phase != ReceivePhase.Plain)
            {
                _context.Sessions.Unmap(sessionId);
            }
        }

        turn.Finish(_context);
    }

    /// <summary>The sender has sent a signal.</summary>
    public void OnSignal(HotlinkSignal signal)
    {
        if (!signal.Kind.StartsWith(StreamSignalText.Prefix, StringComparison.Ordinal))
        {
            _signals.Add(new(signal.Kind, signal.Token, signal.Error) { Addresses = signal.Addresses });
            return;
        }

        var isGood = StreamSignalText.TryParse(signal.Kind, signal.Token, signal.Error, out var parsed);
        var turn = default(Turn);
        lock (_gate)
        {
            if (isGood && parsed.Kind == StreamSignalKind.Hello)
            {
                OnHello(signal.SessionId, parsed, ref turn);
            }
            else if (signal.SessionId == _sessionId)
            {
                isGood = isGood && _stream.OnSignal(parsed, Now);
            }

            Settle(Now, ref turn);
        }

        if (!isGood)
        {
            turn.Raise(Event(HotlinkEventKind.Refused, new(HotlinkReason.ProtocolViolation, "a signal against the rules")));
        }

        turn.Finish(_context);
    }

    /// <inheritdoc/>
    public void OnDeadline(TimeSpan now)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            if (_isRetired)
            {
                _candidates.ForEach(_context.Sessions.Unmap);
                _candidates.Clear();
                _context.Sessions.Forget(this);
                return;
            }

            _stream.Advance(now);
            CheckOverfull(now);
            if (_stall.Check(StallCause(), now))
            {
                ClientInstruments.Stalled(_stall.Cause, isOutbound: false);
                turn.Raise(Event(HotlinkEventKind.StreamStalled) with { Stall = _stall.Cause });
            }

            Settle(now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <inheritdoc/>
    public void WriteSignals(RelayLink link, OutputBuffer output)
    {
        lock (_gate)
        {
            if (link != _link)
            {
                return;
            }

            var now = Now;
            while (_stream.TryTakeSignal(now, out var signal))
            {
                link.Encode(output, MessageOf(_sessionId, signal));
            }

            Schedule();
        }
    }

    /// <inheritdoc/>
    public bool WriteFrame(RelayLink link, OutputBuffer output) => false;

    private void OnHello(string sessionId, in StreamSignal hello, ref Turn turn)
    {
        var isCurrent = sessionId == _sessionId;
        if (!isCurrent && !_candidates.Contains(sessionId))
        {
            return;
        }

        switch (_stream.OnHello(hello, isCurrent, Now))
        {
            case HelloAnswer.Welcomed when !isCurrent:
                Switch(sessionId, ref turn);
                break;
            case HelloAnswer.OtherStream:
                Leave(sessionId, new(StreamSignalKind.Reset) { Key = "-", Generation = hello.Generation, Code = ResetCode.UnknownStream }, ref turn);
                break;
            case HelloAnswer.Refused:
                Leave(sessionId, _stream.ResetSignal with { Generation = hello.Generation }, ref turn);
                break;
            case HelloAnswer.Ignored when !isCurrent:
                Leave(sessionId, null, ref turn);
                break;
        }
    }

    private void Switch(string sessionId, ref Turn turn)
    {
        _candidates.Remove(sessionId);
        _context.Sessions.Unmap(_sessionId);
        Queue(new HotlinkClose(_sessionId, Reasons.Superseded), ref turn);
        Volatile.Write(ref _sessionId, sessionId);
        if (_isRetired)
        {
            _isRetired = false; // It answers once more; the end will retire it again.
            (_phase, _forgetAt) = (ReceivePhase.Suspended, null);
        }
    }

    private void Leave(string sessionId, StreamSignal? word, ref Turn turn)
    {
        if (word is { } signal)
        {
            Queue(MessageOf(sessionId, signal), ref turn);
        }

        Queue(new HotlinkClose(sessionId, ReasonWords.Aborted), ref turn);
        _candidates.Remove(sessionId);
        if (sessionId != _sessionId)
        {
            _context.Sessions.Unmap(sessionId);
        }
    }

    // Reading from the relay waits for this application; one that takes nothing loses the session, so that the others go on.
    private void CheckOverfull(TimeSpan now)
    {
        if (_overfullSince is { } since && now - (since > _stream.LastRead ? since : _stream.LastRead) >= OverfullTime)
        {
            _stream.GiveUp(new(HotlinkReason.ReceiverTooSlow, "the application took nothing of a plain stream"));
        }
    }

    private void Settle(TimeSpan now, ref Turn turn)
    {
        foreach (var effect in _stream.Effects)
        {
            Queue(effect.Close is { } reason ? new HotlinkClose(_sessionId, reason) : MessageOf(_sessionId, effect.Signal), ref turn);
        }

        _stream.Effects.Clear();
        Announce(ref turn);
        Wake();
        _stall.Update(IsWaiting, _stream.LastRead, now);
        Schedule();
        if (_link is { } link)
        {
            turn.Write(link, link.MarkReady(this, _stream.HasSignal, data: false));
        }
    }

    // Bytes wait for the application, or the application for bytes that can't come.
    private bool IsWaiting =>
        _stream.Phase != ReceivePhase.Ended && (_stream.Readable > 0 || (_stream.Phase == ReceivePhase.Suspended && _readable.IsWaiting));

    private HotlinkStallCause StallCause() =>
        _stream.Readable > 0 ? HotlinkStallCause.OwnApplication
        : _link is null ? HotlinkStallCause.OwnLink
        : HotlinkStallCause.PeerLink;

    private void Queue(Message message, ref Turn turn)
    {
        if (_link is { } link)
        {
            turn.Write(link, link.Queue(message));
        }
    }

    private static HotlinkSignal MessageOf(string sessionId, in StreamSignal signal) =>
        new(sessionId, StreamSignalText.NameOf(signal.Kind), [], StreamSignalText.Format(signal), signal.Text);

    private void Schedule()
    {
        var overfull = _overfullSince is { } since ? (since > _stream.LastRead ? since : _stream.LastRead) + OverfullTime : (TimeSpan?)null;
        _context.Scheduler.Set(this, _isRetired ? _forgetAt : Earliest.Of(_stream.Deadline, _stall.Deadline, overfull));
    }
}
