using System.Text;
using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Client.Waiting;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// Carries out what a <see cref="ReceiveStream"/> decides: takes the frames of its sessions, sends its acknowledgements when the connection
/// asks for them, wakes its application. Thread-safe.
/// </summary>
internal sealed partial class InboundStream : SessionStream
{
    private static readonly TimeSpan OverfullTime = TimeSpan.FromSeconds(5);
    private readonly ReceiveStream _stream;
    private readonly Signal _readable = new();
    private readonly RoomGate _room = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _candidates = [];
    private ReceivePhase _phase;
    private HotlinkMode _mode;
    private TimeSpan? _forgetAt;
    private TimeSpan? _overfullSince;
    private bool _isRetired;
    private long _bytesReceived;

    /// <summary>Makes the stream of a session that is being accepted.</summary>
    public InboundStream(ClientContext context, HotlinkOffer offer, SessionIdParts parts, RelayLink link)
        : base(context, link, offer.SessionId, isOutbound: false)
    {
        Mark = new(offer.Peer, offer.Path, parts.Tag);
        PathBytes = Encoding.UTF8.GetBytes(offer.Path);
        var framing = parts.Kind != SessionKind.Plain ? parts.Framing
            : PathRules.IsTcpStream(offer.Path) ? HotlinkFraming.Bytes
            : HotlinkFraming.Messages;
        _stream = new(context.Limits, parts.Kind, framing, context.Scheduler.Now);
        (_phase, _mode) = (_stream.Phase, _stream.Mode);
    }

    /// <summary>Sender, path and tag.</summary>
    public StreamMark Mark { get; }

    /// <summary>What it carries.</summary>
    public HotlinkFraming Framing => _stream.Framing;

    /// <inheritdoc/>
    public override string Path => Mark.Path;

    /// <inheritdoc/>
    public override string Peer => Mark.Peer;

    /// <inheritdoc/>
    protected override HotlinkMode ModeNow => _stream.Mode;

    /// <summary>Says that it was accepted.</summary>
    public void Start()
    {
        var turn = default(Turn);
        lock (Gate)
        {
            Spans.Accepted(Mark.Path, Mark.Peer);
            turn.Raise(Event(HotlinkEventKind.SessionAccepted));
            if (_stream.Mode == HotlinkMode.Plain)
            {
                turn.Raise(Event(HotlinkEventKind.StreamReady));
            }

            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <summary>The sender has opened a session that looks like one of this stream.</summary>
    /// <returns>A session that makes way, or null.</returns>
    public string? AddCandidate(string sessionId, RelayLink link)
    {
        const int MaxCandidates = 4;
        lock (Gate)
        {
            Link = link;
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

    /// <summary>A connection to the relay is gone.</summary>
    public void LinkLost(RelayLink? lost)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            if (lost is not null && Link != lost)
            {
                return; // It has gone on with another one.
            }

            Context.Sessions.Unmap(SessionId);
            _candidates.ForEach(Context.Sessions.Unmap);
            _candidates.Clear();
            Link = null;
            _stream.LinkLost(Now);
            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <summary>A data frame has come.</summary>
    /// <returns>What to wait for before the next message is read, or null.</returns>
    public Task? OnData(
        ReadOnlySpan<char> sessionId, long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload)
    {
        var turn = default(Turn);
        Task? pause = null;
        lock (Gate)
        {
            if (!sessionId.SequenceEqual(SessionId))
            {
                return null;
            }

            var now = Now;
            var before = _stream.Received;
            if (_stream.OnData(seq, path, tag, payload, now))
            {
                Spans.FirstByte(Mark.Path, Mark.Peer);
                _bytesReceived += _stream.Received - before;
            }

            ClientInstruments.Received(payload.Length);
            Context.Totals.Received(payload.Length);
            if (_stream.IsOverfull)
            {
                _overfullSince ??= now;
                pause = _room.WaitAsync();
            }

            Settle(now, ref turn);
        }

        turn.Finish(Context);
        return pause;
    }

    /// <summary>A frame named a path outside of the session's directory: nothing of it is taken, and the session ends.</summary>
    public void OnForeignPath() =>
        GiveUp(new(HotlinkReason.ProtocolViolation, "a frame for a path outside of the session's directory"));

    /// <summary>A session was closed, or the accept of it was refused.</summary>
    public void SessionEnded(string sessionId, string reason)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            var why = ReasonWords.Parse(reason);
            var isGivenUp = _candidates.Remove(sessionId) && _stream.Phase == ReceivePhase.Suspended
                && why.Reason is HotlinkReason.Aborted or HotlinkReason.ClientClosed;
            if (sessionId == SessionId || isGivenUp)
            {
                _stream.SessionEnded(why, Now);
                Settle(Now, ref turn);
            }

            // A plain stream may still wait for a frame that the close has overtaken.
            if (sessionId != SessionId || _stream.Phase != ReceivePhase.Plain)
            {
                Context.Sessions.Unmap(sessionId);
            }
        }

        turn.Finish(Context);
    }

    /// <inheritdoc/>
    public override void OnDeadline(TimeSpan now)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            if (_isRetired && _forgetAt > now)
            {
                Schedule(); // It ended while this was on its way to it.
                return;
            }

            if (_isRetired)
            {
                _candidates.ForEach(Context.Sessions.Unmap);
                _candidates.Clear();
                Context.Sessions.Forget(this);
                return;
            }

            _stream.Advance(now);
            CheckOverfull(now);
            CheckStall(StallCause(), default, now, ref turn);
            Settle(now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <inheritdoc/>
    public override void WriteSignals(RelayLink link, OutputBuffer output)
    {
        lock (Gate)
        {
            if (link != Link)
            {
                return;
            }

            var now = Now;
            while (_stream.TryTakeSignal(now, out var signal))
            {
                link.Encode(output, MessageOf(SessionId, signal));
            }

            Schedule();
        }
    }

    /// <inheritdoc/>
    public override bool WriteFrame(RelayLink link, OutputBuffer output) => false;

    /// <inheritdoc/>
    protected override bool TakeSignal(string sessionId, in StreamSignal signal, ref Turn turn)
    {
        if (signal.Kind == StreamSignalKind.Hello)
        {
            OnHello(sessionId, signal, ref turn);
            return true;
        }

        return sessionId != SessionId || _stream.OnSignal(signal, Now);
    }

    private void OnHello(string sessionId, in StreamSignal hello, ref Turn turn)
    {
        var isCurrent = sessionId == SessionId;
        if (!isCurrent && !_candidates.Contains(sessionId))
        {
            return;
        }

        switch (_stream.OnHello(hello, isCurrent, Now))
        {
            case HelloAnswer.Welcomed when !isCurrent:
                Switch(sessionId, ref turn);
                break;
            case HelloAnswer.Welcomed:
                _candidates.Remove(sessionId); // It was announced once more.
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
        Context.Sessions.Unmap(SessionId);
        Queue(new HotlinkClose(SessionId, Reasons.Superseded), ref turn);
        SessionId = sessionId;
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
        if (sessionId != SessionId || _isRetired)
        {
            Context.Sessions.Unmap(sessionId);
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

    /// <inheritdoc/>
    protected override void Settle(TimeSpan now, ref Turn turn)
    {
        CarryOut(_stream.Effects, ref turn);
        Announce(ref turn);
        Wake();
        Stall.Update(IsWaiting, _stream.LastRead, now);
        Schedule();
        if (Link is { } link)
        {
            turn.Write(link, link.MarkReady(this, _stream.HasSignal, data: false));
        }
    }

    // Bytes wait for the application, or the application for bytes that can't come.
    private bool IsWaiting =>
        _stream.Phase != ReceivePhase.Ended && (_stream.Readable > 0 || (_stream.Phase == ReceivePhase.Suspended && _readable.IsWaiting));

    private HotlinkStallCause StallCause() =>
        _stream.Readable > 0 ? HotlinkStallCause.OwnApplication
        : Link is null ? HotlinkStallCause.OwnLink
        : HotlinkStallCause.PeerLink;

    private void Schedule()
    {
        var overfull = _overfullSince is { } since ? (since > _stream.LastRead ? since : _stream.LastRead) + OverfullTime : (TimeSpan?)null;
        Context.Scheduler.Set(this, _isRetired ? _forgetAt : Earliest.Of(_stream.Deadline, Stall.Deadline, overfull));
    }
}
