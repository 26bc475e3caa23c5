using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Client.Waiting;
using Hotlink.Client.Wire;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// Carries out what a <see cref="SendStream"/> decides: opens its sessions, writes its frames when the connection asks for them, wakes its
/// application. Thread-safe.
/// </summary>
internal sealed partial class OutboundStream : SessionStream
{
    private static readonly TimeSpan AliveTime = TimeSpan.FromSeconds(6);
    private readonly SendStream _stream;
    private readonly FrameWriter _frames;
    private readonly Signal _room = new();
    private readonly List<(long Offset, TaskCompletionSource Done)> _flushes = [];
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _declined = "";
    private SendPhase _phase;
    private int _roomNeeded;
    private long _bytesSent;

    /// <summary>Makes a stream that <see cref="OpenAsync"/> opens.</summary>
    public OutboundStream(ClientContext context, HotlinkOpenOptions options)
        : base(context, link: null, "", isOutbound: true)
    {
        Options = options;
        var isTcp = PathRules.IsTcpStream(options.Path);
        var limits = context.Limits with
        {
            AcceptTimeout = options.AcceptTimeout ?? context.Limits.AcceptTimeout,
            FrameGap = isTcp ? StreamLimits.TcpFrameGap : TimeSpan.Zero,
        };
        _stream = new(
            limits, options.Framing, options.Reliable, options.To is not null, context.Backoff, Random.Shared.NextDouble, context.Scheduler.Now)
        {
            Label = options.Label,
        };
        _frames = new(_stream, options.Path, needsTags: isTcp);
    }

    /// <summary>What it was opened with.</summary>
    public HotlinkOpenOptions Options { get; }

    /// <inheritdoc/>
    public override string Path => Options.Path;

    /// <inheritdoc/>
    public override string Peer => Options.To ?? "";

    /// <inheritdoc/>
    protected override HotlinkMode ModeNow => _stream.Mode;

    /// <summary>The connection to the relay is up.</summary>
    public void LinkUp(RelayLink link)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            Link = link;
            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <summary>The connection to the relay is gone.</summary>
    public void LinkLost()
    {
        var turn = default(Turn);
        lock (Gate)
        {
            Link = null;
            _stream.LinkLost(Now);
            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <summary>A receiver accepted a session.</summary>
    public void Accepted(string sessionId)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            if (sessionId == SessionId)
            {
                _stream.Accepted(Now);
                Settle(Now, ref turn);
            }
        }

        turn.Finish(Context);
    }

    /// <summary>A session was rejected or closed.</summary>
    public void SessionEnded(string sessionId, string reason, bool isReject)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            if (sessionId == SessionId)
            {
                _stream.SessionEnded(ReasonWords.Parse(reason), isReject, Now);
                Settle(Now, ref turn);
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
            _stream.Advance(now);
            CheckStall(StallCause(now), _stream.LastCause, now, ref turn);
            Settle(now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <inheritdoc/>
    public override void WriteSignals(RelayLink link, OutputBuffer output)
    {
        lock (Gate)
        {
            if (link == Link)
            {
                WriteSignals(link, output, Now);
            }
        }
    }

    /// <inheritdoc/>
    public override bool WriteFrame(RelayLink link, OutputBuffer output)
    {
        lock (Gate)
        {
            if (link != Link)
            {
                return false;
            }

            var now = Now;
            WriteSignals(link, output, now);
            if (!_stream.TryTakeFrame(now, out var frame))
            {
                _stream.NoteBlocked(now);
                Schedule(now);
                return false;
            }

            Context.Totals.Sent(_frames.Write(link, output, frame));
            _stream.Written(now);
            _bytesSent += frame.IsRepeated ? 0 : frame.Cost;
            ClientInstruments.Sent(frame);
            var hasMore = _stream.HasFrame(now);
            if (_stream.Phase != SendPhase.Streaming)
            {
                Wake();
                NoteStall(now);
                Schedule(now);
            }

            _stream.NoteBlocked(now);
            return hasMore;
        }
    }

    private void WriteSignals(RelayLink link, OutputBuffer output, TimeSpan now)
    {
        while (_stream.TryTakeSignal(now, out var signal))
        {
            link.Encode(output, MessageOf(SessionId, signal));
        }

        Schedule(now);
    }

    /// <inheritdoc/>
    protected override bool TakeSignal(string sessionId, in StreamSignal signal, ref Turn turn) =>
        sessionId != SessionId || _stream.OnSignal(signal, Now);

    /// <inheritdoc/>
    protected override void OnPeerSignal(HotlinkSignal signal)
    {
        const string QuicOffer = "quic_offer";
        if (signal.Kind != QuicOffer)
        {
            base.OnPeerSignal(signal);
        }
        else if (Interlocked.Exchange(ref _declined, signal.SessionId) != signal.SessionId)
        {
            // Go clients wait for an answer before they take the relay's way. They offer once in a session, and are answered once.
            Link?.Send(new HotlinkSignal(signal.SessionId, "quic_answer", [], "", "not supported"));
        }
    }

    /// <inheritdoc/>
    protected override void Settle(TimeSpan now, ref Turn turn)
    {
        if (_stream.Phase == SendPhase.Ended)
        {
            SettleEnd();
        }

        CarryOut(_stream.Effects, ref turn);
        if (Link is not null && _stream.WantsSession(now) && !Context.IsClosing)
        {
            OpenSession(Link, now, ref turn);
        }

        Announce(ref turn);
        Wake();
        _stream.NoteBlocked(now);
        NoteStall(now);
        var hasFrame = _stream.HasFrame(now);
        Schedule(now);
        if (Link is { } link)
        {
            turn.Write(link, link.MarkReady(this, _stream.HasSignal, hasFrame));
        }
    }

    // It is kept while its receiver has to hear of the end.
    private void SettleEnd()
    {
        if (!_stream.IsOver && !Context.Sessions.TryLinger(this))
        {
            _stream.DropFarewell();
        }

        if (_stream.IsOver)
        {
            Context.Sessions.Remove(this, SessionId);
        }
    }

    private void OpenSession(RelayLink link, TimeSpan now, ref Turn turn)
    {
        var old = SessionId;
        var session = SessionIds.New(_stream.Begin(now), _stream.Framing, _stream.Key);
        SessionId = session;
        _frames.Begin(session);
        Context.Sessions.Move(this, old, session);
        turn.Write(link, link.Queue(new HotlinkOpen(session, Options.Path, "", Options.To ?? "")));
        if (_stream.Phase != SendPhase.Ended)
        {
            turn.Raise(Event(HotlinkEventKind.SessionOpened));
        }
    }

    private void Schedule(TimeSpan now)
    {
        var attempt = Link is null ? null : _stream.AttemptAt;
        var due = Earliest.Of(_stream.Deadline, attempt, Stall.Deadline);
        Context.Scheduler.Set(this, _stream.IsOver ? null : _stream.HasSignal && due < now ? now : due);
    }

    private void NoteStall(TimeSpan now) => Stall.Update(_stream.IsWaiting && _stream.WasAccepted, _stream.LastProgress, now);

    private HotlinkStallCause StallCause(TimeSpan now) =>
        Link is null ? HotlinkStallCause.OwnLink
        : Link.IsStuck || _stream.Phase == SendPhase.Plain ? HotlinkStallCause.Relay
        : _stream.Phase != SendPhase.Streaming || now - _stream.LastHeard > AliveTime ? HotlinkStallCause.PeerLink
        : _stream.IsBlocked ? HotlinkStallCause.PeerApplication
        : HotlinkStallCause.Relay;
}
