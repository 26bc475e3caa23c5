using Hotlink.Client.Connection;

namespace Hotlink.Client.Streams;

/// <summary>
/// The sender of a stream (reliable-streams, section 5): takes bytes, cuts frames, repeats what was lost, and goes on in one session after
/// the other. Pure: no clock, no wait, no I/O. Whoever owns it calls a step, then carries out <see cref="Effects"/> and asks what else
/// is to be sent. Not thread-safe.
/// </summary>
internal sealed partial class SendStream
{
    private readonly StreamLimits _limits;
    private readonly Backoff _backoff;
    private readonly Func<double> _random;
    private readonly bool _greets;
    private readonly bool _hasRecipient;
    private readonly SendWindow _window;
    private readonly FrameGap _gap;
    private readonly ProbeClock _probe = new();
    private readonly List<StreamEffect> _effects = [];
    private SessionKind _kind;
    private EndReason _lastCause;
    private TimeSpan? _attemptAt;
    private TimeSpan? _acceptBy;
    private TimeSpan? _giveUpAt;
    private TimeSpan? _closeAt;
    private CreditClock _credit;
    private int _attempts;
    private bool _wasAccepted;
    private bool _isCompleted;
    private string _trailer = "";
    private Farewell? _farewell;

    /// <summary>Makes the sender of a stream that has to be opened yet.</summary>
    /// <param name="limits">How long it waits and how much it keeps.</param>
    /// <param name="framing">What it carries.</param>
    /// <param name="greets">Whether it greets its receiver.</param>
    /// <param name="hasRecipient">Whether only one user may accept.</param>
    /// <param name="backoff">How long to wait between attempts.</param>
    /// <param name="random">Numbers in [0, 1) for jitter.</param>
    /// <param name="now">The time.</param>
    public SendStream(
        StreamLimits limits, HotlinkFraming framing, bool greets, bool hasRecipient, Backoff backoff, Func<double> random, TimeSpan now)
    {
        (_limits, Framing, _greets, _hasRecipient, _backoff, _random) = (limits, framing, greets, hasRecipient, backoff, random);
        _window = new(framing, limits.WindowBytes, limits.ChunkBytes);
        _gap = new(limits.FrameGap);
        _attemptAt = now;
        _giveUpAt = now + limits.AcceptTimeout;
        _lastCause = new(HotlinkReason.NoReceiver, "nobody accepted in time");
        LastProgress = now;
    }

    /// <summary>The stream's key.</summary>
    public string Key { get; } = StreamKeys.New();

    /// <summary>What it carries.</summary>
    public HotlinkFraming Framing { get; }

    /// <summary>Words for the receiving application.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public SendPhase Phase { get; private set; }

    /// <summary>The number of its session.</summary>
    public long Generation { get; private set; }

    /// <summary>Why it ended, where it has.</summary>
    public EndReason End { get; private set; }

    /// <summary>What was refused last: the reason of the last attempt.</summary>
    public EndReason LastCause => _lastCause;

    /// <summary>The offset behind what the application gave.</summary>
    public long Taken => _window.End;

    /// <summary>The offset up to which the receiver has everything; in plain mode, the connection.</summary>
    public long Acknowledged => _window.Floor;

    /// <summary>How many bytes the application can give now.</summary>
    public int Free => _window.Free;

    /// <summary>Whether the application has said that nothing more will come.</summary>
    public bool IsCompleted => _isCompleted;

    /// <summary>Whether somebody has accepted it.</summary>
    public bool WasAccepted => _wasAccepted;

    /// <summary>How often it went on in a new session.</summary>
    public int Resumes { get; private set; }

    /// <summary>Frames handed over, repetitions included.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames handed over again.</summary>
    public long RepeatedFrames { get; private set; }

    /// <summary>When it came forward last.</summary>
    public TimeSpan LastProgress { get; private set; }

    /// <summary>When its receiver answered last.</summary>
    public TimeSpan LastHeard { get; private set; }

    /// <summary>Whether there are bytes and no credit for them.</summary>
    public bool IsBlocked => Phase == SendPhase.Streaming && _window.NextCost() > 0 && _window.Next >= _limit;

    /// <summary>Whether something is still to be done for the application.</summary>
    public bool IsWaiting => Phase != SendPhase.Ended && (_window.Floor < _window.End || (_isCompleted && Phase != SendPhase.Plain));

    /// <summary>The last measured round trip.</summary>
    public TimeSpan RoundTrip => _probe.RoundTrip;

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode =>
        Phase == SendPhase.Plain || !_greets ? HotlinkMode.Plain : _receiverKey is null ? HotlinkMode.Greeting : HotlinkMode.Reliable;

    /// <summary>What is to be sent at once; the owner empties it.</summary>
    public List<StreamEffect> Effects => _effects;

    /// <summary>When <see cref="WantsSession"/> becomes true, while there is no session.</summary>
    public TimeSpan? AttemptAt => _farewell is null ? _attemptAt : _farewell.AttemptAt;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan? Deadline => Phase switch
    {
        SendPhase.Suspended => _giveUpAt,
        SendPhase.Opening => Earliest.Of(_acceptBy, _giveUpAt),
        SendPhase.Greeting => Earliest.Of(Earliest.Of(_helloAt, _greetingEnds, _giveUpAt), _gap.Deadline),
        SendPhase.Streaming => _probe.Deadline,
        SendPhase.Plain => Earliest.Of(_closeAt, _gap.Deadline),
        _ => _farewell?.Deadline,
    };

    /// <summary>For how long it has had bytes and no credit.</summary>
    public TimeSpan CreditWait(TimeSpan now) => _credit.Total(now);

    /// <summary>Notes since when there have been bytes and no credit.</summary>
    public void NoteBlocked(TimeSpan now) => _credit.Note(IsBlocked, now);

    /// <summary>Takes as many bytes as fit.</summary>
    public int Write(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        var taken = _window.Write(bytes);
        NoteWork(taken > 0, now);
        return taken;
    }

    /// <summary>Takes a message, or nothing where it doesn't fit now.</summary>
    public bool TryWrite(ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        var taken = _window.TryWrite(path, tag, payload);
        NoteWork(taken, now);
        return taken;
    }

    /// <summary>The application has nothing more to send.</summary>
    /// <param name="now">The time.</param>
    /// <param name="trailer">Last words for the receiving application.</param>
    public void Complete(TimeSpan now, string trailer = "")
    {
        (_isCompleted, _trailer) = (true, trailer);
        NoteWork(true, now);
        LingerIfPlain(now);
    }

    /// <summary>Whether a data frame may go now.</summary>
    public bool HasFrame(TimeSpan now) => FrameLimit is { } limit && _window.CanCut(limit) && IsApart(now);

    /// <summary>Cuts the next frame that may go now.</summary>
    public bool TryTakeFrame(TimeSpan now, out OutFrame frame)
    {
        frame = default;
        var limit = FrameLimit;
        if (limit is null || !IsApart(now) || !_window.TryCut(limit.Value, now, out frame))
        {
            return false;
        }

        _gap.Taken(frame.Cost, now);
        Frames++;
        RepeatedFrames += frame.IsRepeated ? 1 : 0;
        return true;
    }

    /// <summary>The bytes of a frame, as far as they lie together.</summary>
    public ReadOnlySpan<byte> At(long offset) => _window.At(offset);

    /// <summary>Copies bytes of a frame.</summary>
    public void CopyTo(long offset, Span<byte> target) => _window.CopyTo(offset, target);

    /// <summary>The head of the message that a frame carries.</summary>
    public MessageRecord ReadRecord(long offset) => _window.ReadRecord(offset);

    /// <summary>The frame that was cut last is written.</summary>
    public void Written(TimeSpan now)
    {
        if (Phase == SendPhase.Plain)
        {
            _window.ForgetSent();
            LastProgress = now;
            LingerIfPlain(now);
        }
    }

    /// <summary>Does what the clock says is due.</summary>
    public void Advance(TimeSpan now)
    {
        _gap.IsOpen(now);
        _farewell?.Advance(now);
        if (_giveUpAt <= now && Phase is SendPhase.Suspended or SendPhase.Opening or SendPhase.Greeting)
        {
            Fail(_wasAccepted ? new(HotlinkReason.PeerLost, $"not resumed in time; last: {_lastCause.Text}") : _lastCause, tell: true, now);
        }
        else if (Phase == SendPhase.Opening && _acceptBy <= now)
        {
            _lastCause = new(HotlinkReason.NoReceiver, "nobody accepted in time");
            Supersede(now);
        }
        else if (Phase == SendPhase.Greeting)
        {
            AdvanceGreeting(now);
        }
        else if (Phase == SendPhase.Streaming && _probe.Advance(now, IsWaiting))
        {
            _lastCause = new(HotlinkReason.PeerLost, "the receiver did not answer");
            Supersede(now);
        }
        else if (Phase == SendPhase.Plain && _closeAt <= now)
        {
            _effects.Add(new(default, ReasonWords.Of(HotlinkReason.None)));
            Finish();
        }
    }

    private long? FrameLimit => Phase switch
    {
        SendPhase.Streaming => _limit,
        SendPhase.Plain => long.MaxValue,
        SendPhase.Greeting when _kind == SessionKind.New => StreamLimits.InitialCredit,
        _ => null,
    };

    private bool IsApart(TimeSpan now) => Phase == SendPhase.Streaming || _gap.IsOpen(now);

    private void NoteWork(bool hasWork, TimeSpan now)
    {
        if (hasWork && Phase == SendPhase.Streaming)
        {
            _probe.Waiting(now);
        }
    }

    private void LingerIfPlain(TimeSpan now)
    {
        if (Phase == SendPhase.Plain && _isCompleted && _window.Next == _window.End)
        {
            _closeAt ??= now + StreamLimits.PlainLinger;
        }
    }
}
