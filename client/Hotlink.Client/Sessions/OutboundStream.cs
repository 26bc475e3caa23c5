using System.Globalization;
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
/// Carries out what a <see cref="SendStream"/> decides: opens its sessions, writes its frames when the connection asks for them, wakes its
/// application. One lock; nothing is awaited, written or told under it. Thread-safe.
/// </summary>
internal sealed partial class OutboundStream : IFrameSource, IDeadlineTarget
{
    private const int MaxOwnTag = SessionIds.MaxLength + 1 + 20;
    private static readonly TimeSpan AliveTime = TimeSpan.FromSeconds(6);
    private readonly Lock _gate = new();
    private readonly ClientContext _context;
    private readonly SendStream _stream;
    private readonly StallWatch _stall;
    private readonly Signal _room = new();
    private readonly SignalInbox _signals = new();
    private readonly List<(long Offset, TaskCompletionSource Done)> _flushes = [];
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _needsTags;
    private readonly StreamSpans _spans;
    private RelayLink? _link;
    private string _sessionId = "";
    private string _declined = "";
    private DataFrameEncoder? _encoder;
    private SendPhase _phase;
    private int _roomNeeded;
    private long _bytesSent;

    /// <summary>Makes a stream that <see cref="OpenAsync"/> opens.</summary>
    public OutboundStream(ClientContext context, HotlinkOpenOptions options)
    {
        (_context, Options) = (context, options);
        _needsTags = PathRules.IsTcpStream(options.Path);
        var limits = context.Limits with
        {
            AcceptTimeout = options.AcceptTimeout ?? context.Limits.AcceptTimeout,
            FrameGap = _needsTags ? StreamLimits.TcpFrameGap : TimeSpan.Zero,
        };
        _stream = new(
            limits, options.Framing, options.Reliable, options.To is not null, context.Backoff, Random.Shared.NextDouble, context.Scheduler.Now);
        _stall = new(context.Options.StallTime);
        _spans = new(context.Options.TimeProvider, isOutbound: true);
    }

    /// <summary>What it was opened with.</summary>
    public HotlinkOpenOptions Options { get; }

    /// <summary>The session that it uses, or used last.</summary>
    public string SessionId => Volatile.Read(ref _sessionId);

    /// <summary>Completes when it has ended.</summary>
    public Task Completion => _completion.Task;

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

    /// <summary>The connection to the relay is up.</summary>
    public void LinkUp(RelayLink link)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _link = link;
            Settle(Now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <summary>The connection to the relay is gone.</summary>
    public void LinkLost()
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _link = null;
            _stream.LinkLost(Now);
            Settle(Now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <summary>A receiver accepted a session.</summary>
    public void Accepted(string sessionId)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            if (sessionId == _sessionId)
            {
                _stream.Accepted(Now);
                Settle(Now, ref turn);
            }
        }

        turn.Finish(_context);
    }

    /// <summary>A session was rejected or closed.</summary>
    public void SessionEnded(string sessionId, string reason, bool isReject)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            if (sessionId == _sessionId)
            {
                _stream.SessionEnded(ReasonWords.Parse(reason), isReject, Now);
                Settle(Now, ref turn);
            }
        }

        turn.Finish(_context);
    }

    /// <summary>A receiver has sent a signal.</summary>
    public void OnSignal(HotlinkSignal signal)
    {
        if (!signal.Kind.StartsWith(StreamSignalText.Prefix, StringComparison.Ordinal))
        {
            OnPeerSignal(signal);
            return;
        }

        var isGood = StreamSignalText.TryParse(signal.Kind, signal.Token, signal.Error, out var parsed);
        var turn = default(Turn);
        lock (_gate)
        {
            if (signal.SessionId == _sessionId)
            {
                isGood = isGood && _stream.OnSignal(parsed, Now);
                Settle(Now, ref turn);
            }
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
            _stream.Advance(now);
            if (_stall.Check(StallCause(now), now))
            {
                ClientInstruments.Stalled(_stall.Cause, isOutbound: true);
                turn.Raise(Event(HotlinkEventKind.StreamStalled, _stream.LastCause) with { Stall = _stall.Cause });
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
            if (link == _link)
            {
                WriteSignals(link, output, Now);
            }
        }
    }

    /// <inheritdoc/>
    public bool WriteFrame(RelayLink link, OutputBuffer output)
    {
        lock (_gate)
        {
            if (link != _link)
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

            WriteFrame(link, output, frame);
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
            link.Encode(output, MessageOf(signal));
        }

        Schedule(now);
    }

    private void WriteFrame(RelayLink link, OutputBuffer output, in OutFrame frame)
    {
        var isMessage = _stream.Framing == HotlinkFraming.Messages;
        var record = isMessage ? _stream.ReadRecord(frame.Offset) : new(0, 0, frame.Cost, 0);
        var payloadAt = frame.Offset + frame.Cost - record.PayloadLength;
        _context.Totals.Sent(record.PayloadLength);
        Span<byte> text = stackalloc byte[isMessage ? record.PathLength + record.TagLength : MaxOwnTag];
        if (isMessage)
        {
            _stream.CopyTo(frame.Offset + MessageRecord.HeadBytes, text);
        }
        else
        {
            text = text[..WriteOwnTag(text, frame.Seq)];
        }

        if (link.Encoding == WireEncoding.Json)
        {
            WriteJson(link, output, frame.Seq, text[..record.PathLength], text[record.PathLength..], payloadAt, record.PayloadLength);
            return;
        }

        _encoder!.Begin(output, frame.Seq, text[..record.PathLength], text[record.PathLength..], record.PayloadLength);
        for (var left = record.PayloadLength; left > 0;)
        {
            var piece = _stream.At(payloadAt);
            piece = piece[..Math.Min(piece.Length, left)];
            output.Append(piece);
            payloadAt += piece.Length;
            left -= piece.Length;
        }
    }

    private void WriteJson(
        RelayLink link, OutputBuffer output, long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, long payloadAt, int length)
    {
        var payload = new byte[length];
        _stream.CopyTo(payloadAt, payload);
        var pathText = path.IsEmpty ? Options.Path : Encoding.UTF8.GetString(path);
        link.Encode(output, new HotlinkData(_sessionId, (ulong)seq, pathText, Encoding.UTF8.GetString(tag), payload));
    }

    // Existing Go clients drop the second of two frames with one tag, and make the tag from the content where there is none.
    private int WriteOwnTag(Span<byte> target, long seq)
    {
        if (!_needsTags || _stream.Mode == HotlinkMode.Reliable)
        {
            return 0;
        }

        var prefix = _encoder!.TagPrefix.Span;
        prefix.CopyTo(target);
        seq.TryFormat(target[prefix.Length..], out var digits, default, CultureInfo.InvariantCulture);
        return prefix.Length + digits;
    }

    private void OnPeerSignal(HotlinkSignal signal)
    {
        const string QuicOffer = "quic_offer";
        if (signal.Kind == QuicOffer)
        {
            // Go clients wait for an answer before they take the relay's way. They offer once in a session, and are answered once.
            if (Interlocked.Exchange(ref _declined, signal.SessionId) == signal.SessionId)
            {
                return;
            }

            Volatile.Read(ref _link)?.Send(new HotlinkSignal(signal.SessionId, "quic_answer", [], "", "not supported"));
            return;
        }

        _signals.Add(new(signal.Kind, signal.Token, signal.Error) { Addresses = signal.Addresses });
    }

    private void Settle(TimeSpan now, ref Turn turn)
    {
        CarryOut(ref turn);
        if (_link is not null && _stream.WantsSession(now) && !_context.IsClosing)
        {
            OpenSession(_link, now, ref turn);
        }

        Announce(ref turn);
        Wake();
        _stream.NoteBlocked(now);
        NoteStall(now);
        var hasFrame = _stream.HasFrame(now);
        Schedule(now);
        if (_link is { } link)
        {
            turn.Write(link, link.MarkReady(this, _stream.HasSignal, hasFrame));
        }
    }

    private void CarryOut(ref Turn turn)
    {
        foreach (var effect in _stream.Effects)
        {
            if (_link is { } link)
            {
                turn.Write(link, link.Queue(effect.Close is { } reason ? new HotlinkClose(_sessionId, reason) : MessageOf(effect.Signal)));
            }
        }

        _stream.Effects.Clear();
    }

    private void OpenSession(RelayLink link, TimeSpan now, ref Turn turn)
    {
        var old = _sessionId;
        var session = SessionIds.New(_stream.Begin(now), _stream.Framing, _stream.Key);
        Volatile.Write(ref _sessionId, session);
        _encoder = new(MessageIds.New(), session, Options.Path);
        _context.Sessions.Move(this, old, session);
        turn.Write(link, link.Queue(new HotlinkOpen(session, Options.Path, "", Options.To ?? "")));
        turn.Raise(Event(HotlinkEventKind.SessionOpened));
    }

    private HotlinkSignal MessageOf(in StreamSignal signal) =>
        new(_sessionId, StreamSignalText.NameOf(signal.Kind), [], StreamSignalText.Format(signal), signal.Text);

    private void Schedule(TimeSpan now)
    {
        var attempt = _link is null ? null : _stream.AttemptAt;
        var due = Earliest.Of(_stream.Deadline, attempt, _stall.Deadline);
        _context.Scheduler.Set(this, _stream.Phase == SendPhase.Ended ? null : _stream.HasSignal && due < now ? now : due);
    }

    private void NoteStall(TimeSpan now) => _stall.Update(_stream.IsWaiting && _stream.WasAccepted, _stream.LastProgress, now);

    private HotlinkStallCause StallCause(TimeSpan now) =>
        _link is null ? HotlinkStallCause.OwnLink
        : _link.IsStuck || _stream.Phase == SendPhase.Plain ? HotlinkStallCause.Relay
        : _stream.Phase != SendPhase.Streaming || now - _stream.LastHeard > AliveTime ? HotlinkStallCause.PeerLink
        : _stream.IsBlocked ? HotlinkStallCause.PeerApplication
        : HotlinkStallCause.Relay;
}
