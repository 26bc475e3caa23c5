namespace Hotlink.Client.Streams;

/// <summary>
/// The receiver of a stream (reliable-streams, section 6): puts frames in order, grants credit, acknowledges, and goes on in the sessions
/// that the sender opens. Pure: no clock, no wait, no I/O. Whoever owns it calls a step, then carries out <see cref="Effects"/> and
/// asks what else is to be sent. Not thread-safe.
/// </summary>
internal sealed partial class ReceiveStream
{
    private const int FirstWindow = 256 * 1024;
    private readonly StreamLimits _limits;
    private readonly ReceiveWindow _window = new(StreamLimits.MaxAhead);
    private readonly CreditWindow _credit;
    private readonly AckClock _ack = new();
    private readonly List<StreamEffect> _effects = [];
    private EndReason _lastCause;
    private TimeSpan? _helloBy;
    private TimeSpan? _heardAt;
    private TimeSpan? _gapSince;
    private TimeSpan? _giveUpAt;
    private bool _isClosing;
    private bool _isPlain;
    private EndReason? _discarded;

    /// <summary>Makes the receiver of a session that is being accepted.</summary>
    /// <param name="limits">How long it waits and how much it keeps.</param>
    /// <param name="kind">What the session's id says.</param>
    /// <param name="framing">What it carries.</param>
    /// <param name="now">The time.</param>
    public ReceiveStream(StreamLimits limits, SessionKind kind, HotlinkFraming framing, TimeSpan now)
    {
        _limits = limits;
        _window.Framing = framing;
        _credit = new(FirstWindow, limits.WindowBytes);
        if (framing == HotlinkFraming.Messages)
        {
            _credit.Open(); // A message needs room for all of itself.
            _credit.Grant();
        }

        _isPlain = kind == SessionKind.Plain;
        Phase = _isPlain ? ReceivePhase.Plain : ReceivePhase.Waiting;
        _helloBy = _isPlain ? null : now + (2 * limits.GreetingTimeout);
        LastRead = now;
    }

    /// <summary>Where it stands.</summary>
    public ReceivePhase Phase { get; private set; }

    /// <summary>What it carries.</summary>
    public HotlinkFraming Framing => _window.Framing;

    /// <summary>Why it ended, where it has.</summary>
    public EndReason End { get; private set; }

    /// <summary>Bytes that the application can read, heads of messages included.</summary>
    public int Readable => _window.Readable;

    /// <summary>Whether everything has come and been read.</summary>
    public bool IsAtEnd => _window.Readable == 0 && _discarded is null && (_isFinished || (Phase == ReceivePhase.Ended && End.Reason == HotlinkReason.None));

    /// <summary>What the application hears when it has read what there is; null where there may be more, or the end was in good order.</summary>
    public EndReason? ReadFailure => _discarded ?? (HasFailed ? End : null);

    /// <summary>Whether it has ended, and not in good order.</summary>
    public bool HasFailed => Phase == ReceivePhase.Ended && End.Reason != HotlinkReason.None && !_isFinished;

    /// <summary>Whether a plain stream holds more than it may: its sender can only be slowed by not reading.</summary>
    public bool IsOverfull => Phase == ReceivePhase.Plain && _window.Held > _limits.WindowBytes;

    /// <summary>How often it went on in a new session.</summary>
    public int Resumes { get; private set; }

    /// <summary>Frames that came, repetitions included.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames that came again.</summary>
    public long RepeatedFrames { get; private set; }

    /// <summary>The offset behind what has come in order.</summary>
    public long Received => _window.Received;

    /// <summary>When the application read last, or had nothing to read.</summary>
    public TimeSpan LastRead { get; private set; }

    /// <summary>Why it lost its last session.</summary>
    public EndReason LastCause => _lastCause;

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode => _isPlain ? HotlinkMode.Plain : _receiverKey is null ? HotlinkMode.Greeting : HotlinkMode.Reliable;

    /// <summary>What is to be sent at once; the owner empties it.</summary>
    public List<StreamEffect> Effects => _effects;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan? Deadline => Phase switch
    {
        ReceivePhase.Waiting => _helloBy,
        ReceivePhase.Streaming => Earliest.Of(_ack.Deadline, _heardAt + StreamLimits.Silence),
        ReceivePhase.Plain => _gapSince + _limits.GapTimeout,
        ReceivePhase.Suspended => _giveUpAt,
        _ => null,
    };

    /// <summary>A data frame of the stream's session has come.</summary>
    /// <returns>Whether the application has more to read.</returns>
    public bool OnData(long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        Heard(now);
        if (_isFinished || Phase is ReceivePhase.Ended or ReceivePhase.Suspended)
        {
            return false;
        }

        Frames++;
        var cost = _window.CostOf(path, tag, payload);
        var place = _window.PlaceOf(seq);
        var before = _window.Received;
        if (place == FramePlace.Repeated)
        {
            RepeatedFrames++;
            _ack.Soon(now);
        }
        else if (Phase == ReceivePhase.Plain)
        {
            TakePlain(place, seq, path, tag, payload, now);
        }
        else if (cost > Room)
        {
            Overrun(place, now);
        }
        else if (place == FramePlace.Next && Phase == ReceivePhase.Streaming)
        {
            _window.Deliver(seq, path, tag, payload);
        }
        else if (place != FramePlace.TooFar)
        {
            _window.Hold(seq, path, tag, payload);
        }

        if (Phase == ReceivePhase.Streaming)
        {
            _ack.Data(cost, _window.HasGap, now);
            CheckEnd();
        }

        return _window.Received > before;
    }

    /// <summary>The session was closed by its sender or by the relay.</summary>
    public void SessionEnded(in EndReason reason, TimeSpan now)
    {
        _ack.Stop();
        if (Phase == ReceivePhase.Waiting && reason.Reason == HotlinkReason.Closed)
        {
            BecomePlain(now);
        }

        switch (Phase)
        {
            case ReceivePhase.Ended:
                break;
            case ReceivePhase.Plain when reason.Reason == HotlinkReason.Closed:
                _isClosing = true;
                EndPlainIfWhole();
                break;
            case ReceivePhase.Plain:
                EndWith(reason);
                break;
            default:
                if (_isFinished)
                {
                    EndWith(EndReason.Good);
                }
                else if (ReasonWords.IsResumable(reason.Reason))
                {
                    Suspend(reason, now);
                }
                else
                {
                    EndWith(reason);
                }

                break;
        }
    }

    /// <summary>The connection to the relay is gone, and the session with it.</summary>
    public void LinkLost(TimeSpan now) => SessionEnded(new(HotlinkReason.LinkLost, "the connection to the relay was lost"), now);

    /// <summary>Reads payload bytes in order; 0 where there are none now.</summary>
    public int Read(Span<byte> target, TimeSpan now)
    {
        var count = _window.ReadBytes(target);
        NoteRead(now);
        return count;
    }

    /// <summary>Reads the next message; null where there is none now.</summary>
    public HotlinkMessage? ReadMessage(TimeSpan now)
    {
        var message = _window.ReadMessage();
        NoteRead(now);
        return message;
    }

    /// <summary>
    /// The application gives the stream up, and the sender is told. Who still reads must not take what was thrown away for the end.
    /// </summary>
    public void Abort(in EndReason reason)
    {
        GiveUp(reason);
        if (_window.Readable > 0)
        {
            _discarded ??= reason;
        }

        _window.Clear();
    }

    /// <summary>The stream is given up, and the sender is told. What has come can still be read.</summary>
    public void GiveUp(in EndReason reason)
    {
        if (!_isFinished)
        {
            Fail(reason);
        }
    }

    /// <summary>Does what the clock says is due.</summary>
    public void Advance(TimeSpan now)
    {
        _ack.Advance(now);
        switch (Phase)
        {
            case ReceivePhase.Waiting when _helloBy <= now:
                BecomePlain(now);
                break;
            case ReceivePhase.Plain when _gapSince + _limits.GapTimeout <= now:
                Fail(new(HotlinkReason.FramesLost, "a frame did not come in time"));
                break;
            case ReceivePhase.Streaming when _heardAt + StreamLimits.Silence <= now:
                Suspend(new(HotlinkReason.PeerLost, "the sender fell silent"), now);
                break;
            case ReceivePhase.Suspended when _giveUpAt <= now:
                EndWith(_isFinished ? EndReason.Good : new(HotlinkReason.PeerLost, $"not resumed in time; last: {_lastCause.Text}"));
                break;
        }
    }

    private long Room => _credit.Limit - _window.Received - (_window.Held - _window.Readable);

    private void TakePlain(
        FramePlace place, long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (place == FramePlace.Next)
        {
            _window.Deliver(seq, path, tag, payload);
            _gapSince = _window.HasGap ? now : null;
            EndPlainIfWhole();
        }
        else if (place == FramePlace.Early && _window.Held + payload.Length <= _limits.WindowBytes)
        {
            _window.Hold(seq, path, tag, payload);
            _gapSince ??= now;
        }
        else
        {
            Fail(new(HotlinkReason.FramesLost, "more frames came early than can be held"));
        }
    }

    // A frame in order that is beyond the limit breaks the rules; one that came early may only be dropped: it will come again.
    private void Overrun(FramePlace place, TimeSpan now)
    {
        if (place == FramePlace.Next && Phase == ReceivePhase.Streaming && !_window.HasGap)
        {
            Fail(new(HotlinkReason.ProtocolViolation, "data beyond the credit"));
        }
        else
        {
            _ack.Soon(now);
        }
    }

    private void NoteRead(TimeSpan now)
    {
        LastRead = now;
        if (_window.Read == _credit.Read)
        {
            return;
        }

        _credit.ReadTo(_window.Read);
        if (Phase != ReceivePhase.Streaming || _isFinished)
        {
            return;
        }

        if (_credit.IsWorthTelling)
        {
            _ack.Now();
        }
        else if (Framing == HotlinkFraming.Messages && Readable == 0)
        {
            _ack.Soon(now); // A message may need all the room there is.
        }
    }

    private void Heard(TimeSpan now)
    {
        _heardAt = _heardAt is null ? null : now;
        if (Phase == ReceivePhase.Suspended && _heardAt is not null)
        {
            (Phase, _giveUpAt) = (ReceivePhase.Streaming, null);
        }
    }

    private void BecomePlain(TimeSpan now)
    {
        (Phase, _helloBy, _isPlain) = (ReceivePhase.Plain, null, true);
        _window.DeliverHeld();
        _gapSince = _window.HasGap ? now : null;
    }

    private void EndPlainIfWhole()
    {
        if (_isClosing && !_window.HasGap)
        {
            EndWith(EndReason.Good);
        }
    }

    // While the session is only silent, the next word from it ends the wait; heardAt stays set for that.
    private void Suspend(in EndReason cause, TimeSpan now)
    {
        (Phase, _lastCause) = (ReceivePhase.Suspended, cause);
        _giveUpAt = now + (_streamKey is null && _limits.UngreetedWait < _limits.ResumeWindow ? _limits.UngreetedWait : _limits.ResumeWindow);
        _heardAt = cause.Reason == HotlinkReason.PeerLost ? _heardAt : null;
        _helloBy = null;
        _ack.Stop();
    }

    private void Fail(in EndReason reason)
    {
        if (Phase == ReceivePhase.Ended)
        {
            return;
        }

        if (Phase != ReceivePhase.Suspended && !_isClosing)
        {
            AddReset(reason);
            _effects.Add(new(default, ReasonWords.Of(reason.Reason)));
        }

        EndWith(reason);
    }

    private void EndWith(in EndReason reason)
    {
        (Phase, End) = (ReceivePhase.Ended, reason);
        _ack.Stop();
        _window.Restart();
    }
}
