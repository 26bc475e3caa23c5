namespace Hotlink.Client.Streams;

/// <content>The greeting, and what the receiver says.</content>
internal sealed partial class SendStream
{
    private static readonly TimeSpan LeastRepeatDelay = TimeSpan.FromMilliseconds(20);
    private string? _receiverKey;
    private long _limit;
    private long _receiverWindow;
    private TimeSpan? _helloAt;
    private TimeSpan? _greetingEnds;
    private TimeSpan? _plainUntil;
    private TimeSpan _helloSentAt;
    private bool _helloIsDue;
    private bool _finIsDue;
    private bool _hasSaidEnd;

    /// <summary>Whether a signal waits to be written.</summary>
    public bool HasSignal =>
        IsHelloDue || (Phase == SendPhase.Streaming && _probe.IsDue) || IsFinDue;

    private bool IsHelloDue =>
        _helloIsDue && (Phase is SendPhase.Greeting or SendPhase.Plain || (Phase == SendPhase.Streaming && _window.Floor == 0));

    private bool IsFinDue =>
        _finIsDue && _isCompleted && _window.Next == _window.End
        && (Phase == SendPhase.Streaming || (Phase == SendPhase.Greeting && _kind == SessionKind.New));

    /// <summary>Takes the next signal that is to be written.</summary>
    public bool TryTakeSignal(TimeSpan now, out StreamSignal signal)
    {
        signal = default;
        if (IsHelloDue)
        {
            (_helloIsDue, _helloSentAt) = (false, now);
            signal = HelloFrom(_window.Floor);
        }
        else if (IsFinDue)
        {
            (_finIsDue, _hasSaidEnd) = (false, true);
            signal = new(StreamSignalKind.Fin) { Generation = Generation, Offset = _window.End, Label = _trailer };
        }
        else if (Phase == SendPhase.Streaming && _probe.IsDue)
        {
            signal = new(StreamSignalKind.Probe) { Generation = Generation, Probe = _probe.Take(now) };
            _finIsDue = true;
        }

        return signal.Kind != StreamSignalKind.None;
    }

    /// <summary>A receiver has sent a signal in the stream's session.</summary>
    /// <returns>Whether it was in order; what was not has changed nothing, or has ended the stream.</returns>
    public bool OnSignal(in StreamSignal signal, TimeSpan now)
    {
        _farewell?.OnSignal(signal, now);
        return signal.Kind switch
        {
            StreamSignalKind.Welcome => OnWelcome(signal, now),
            StreamSignalKind.Ack => OnAck(signal, now),
            StreamSignalKind.Done => OnDone(signal, now),
            StreamSignalKind.Reset => OnReset(signal),
            _ => false,
        };
    }

    private StreamSignal HelloFrom(long floor) => new(StreamSignalKind.Hello)
    {
        Key = Key,
        Generation = Generation,
        Offset = floor,
        Framing = Framing,
        Window = _limits.WindowBytes,
        Label = Label,
    };

    // A receiver that has answered once is no plain one; and no plain one may have a part of the stream only.
    private bool MayBePlain => _receiverKey is null && _isWhole;

    private void StartGreeting(TimeSpan now)
    {
        if (Phase == SendPhase.Greeting)
        {
            (_helloIsDue, _finIsDue) = (true, true);
            _helloAt = now + StreamLimits.HelloInterval;
            _greetingEnds = now + (MayBePlain ? _limits.GreetingTimeout : StreamLimits.ResumeGreeting);
        }
    }

    private void AdvanceGreeting(TimeSpan now)
    {
        if (_greetingEnds <= now)
        {
            EndGreeting(now);
        }
        else if (_helloAt <= now)
        {
            (_helloIsDue, _finIsDue) = (true, true);
            _helloAt = now + StreamLimits.HelloInterval;
        }
    }

    private void EndGreeting(TimeSpan now)
    {
        if (MayBePlain)
        {
            Phase = SendPhase.Plain;
            (_plainUntil, _helloIsDue) = (null, false);
            _window.ForgetSent();
            LingerIfPlain(now);
        }
        else if (_receiverKey is null)
        {
            Fail(_lastCause, tell: true, now); // A plain receiver: what it has got of the stream, nobody knows.
        }
        else
        {
            _lastCause = new(HotlinkReason.PeerLost, "the receiver did not answer the greeting");
            Supersede(now);
        }
    }

    private bool OnWelcome(in StreamSignal welcome, TimeSpan now)
    {
        if (welcome.Generation != Generation || !_greets || Phase is SendPhase.Suspended or SendPhase.Opening or SendPhase.Ended)
        {
            return true; // Late: it belongs to a session that is over.
        }

        if (_receiverKey is not null && _receiverKey != welcome.Key)
        {
            _effects.Add(new(new(StreamSignalKind.Taken) { Key = welcome.Key }));
            return true;
        }

        if (Phase == SendPhase.Streaming)
        {
            return true;
        }

        if (welcome.Limit - welcome.Offset > StreamLimits.MaxCredit || (!IsRestart && welcome.Offset != 0))
        {
            return Refuse(HotlinkReason.ProtocolViolation, "a welcome that can't be", now);
        }

        if (IsRestart && !_window.CanRestart(welcome.Offset))
        {
            var reason = welcome.Offset < _window.Floor ? HotlinkReason.FramesLost : HotlinkReason.ProtocolViolation;
            return Refuse(reason, "can't go on where the receiver is", now);
        }

        StartStreaming(welcome, now);
        return true;
    }

    // Nothing was sent in the session before it is known where it begins.
    private bool IsRestart => _kind == SessionKind.Resume && Phase == SendPhase.Greeting;

    private void StartStreaming(in StreamSignal welcome, TimeSpan now)
    {
        if (IsRestart)
        {
            _window.Restart(welcome.Offset);
            Resumes++;
        }

        _plainUntil = Phase == SendPhase.Plain ? now + _limits.GapTimeout : null;
        Phase = SendPhase.Streaming;
        (_receiverKey, _receiverWindow) = (welcome.Key, welcome.Window);
        _limit = Math.Max(_limit, welcome.Limit);
        (_giveUpAt, _helloAt, _greetingEnds, _closeAt) = (null, null, null, null);
        (LastProgress, LastHeard) = (now, now);
        _probe.Start(now);
        _probe.Measured(now - _helloSentAt);
        CheckMessageFits(now);
    }

    private bool OnAck(in StreamSignal ack, TimeSpan now)
    {
        if (!IsFromReceiver(ack) || Phase != SendPhase.Streaming)
        {
            return _receiverKey is null ? GreetAgain(now) : ack.Key == _receiverKey; // Late, or from somebody who only reads along.
        }

        if (ack.Limit - ack.Offset > StreamLimits.MaxCredit || !_window.IsPlausible(ack.Seq, ack.Offset) || ack.High > _window.LastSeq
            || ack.Probe > _probe.Last)
        {
            return Refuse(HotlinkReason.ProtocolViolation, "an acknowledgement of what was never sent", now);
        }

        if (_plainUntil <= now && ack.Offset < _window.Floor && ack.Probe == _probe.Last && ack.Probe > 0)
        {
            return Refuse(HotlinkReason.FramesLost, "frames were lost before the receiver answered the greeting", now);
        }

        var isProgress = ack.Offset > _window.Floor || ack.Limit > _limit;
        var isNewest = ack.Offset >= _window.Floor;
        _limit = Math.Max(_limit, ack.Limit);
        _window.Acknowledge(ack.Seq, ack.Offset);
        if (isNewest)
        {
            RepeatMissing(ack, now);
        }

        (_attempts, LastHeard) = (0, now);
        LastProgress = isProgress ? now : LastProgress;
        _probe.Answered(ack.Probe, isProgress, IsWaiting, now);
        CheckMessageFits(now);
        return true;
    }

    // Somebody acknowledges who was taken for a plain receiver: its welcome was lost.
    private bool GreetAgain(TimeSpan now)
    {
        if (Phase == SendPhase.Plain && _greets && now - _helloSentAt >= StreamLimits.HelloInterval)
        {
            _helloIsDue = true;
        }

        return true;
    }

    private void RepeatMissing(in StreamSignal ack, TimeSpan now)
    {
        var guard = _probe.RoundTrip > LeastRepeatDelay ? _probe.RoundTrip : LeastRepeatDelay;
        foreach (var range in ack.Missing)
        {
            _window.Repeat(range, now - guard);
        }

        if (ack.Probe == _probe.Last && ack.Probe > 0)
        {
            _window.Repeat(new(ack.High + 1, _window.LastSeq), _probe.LastSentAt);
        }
    }

    private bool OnDone(in StreamSignal done, TimeSpan now)
    {
        if (!IsFromReceiver(done) || Phase is not (SendPhase.Streaming or SendPhase.Greeting))
        {
            return done.Key == _receiverKey;
        }

        if (!_isCompleted || done.Offset != _window.End || _window.Sent != _window.End)
        {
            return Refuse(HotlinkReason.ProtocolViolation, "the end of what has not ended", now);
        }

        _effects.Add(new(default, ReasonWords.Of(HotlinkReason.None)));
        Finish();
        return true;
    }

    private bool OnReset(in StreamSignal reset)
    {
        var isReceiver = reset.Key == _receiverKey;
        var isStranger = reset.Key == "-" && reset.Code == ResetCode.UnknownStream && _hasRecipient && _kind == SessionKind.Resume
            && reset.Generation == Generation;
        if ((!isReceiver && !isStranger) || Phase is SendPhase.Suspended or SendPhase.Opening or SendPhase.Ended)
        {
            return isReceiver;
        }

        _effects.Add(new(default, ReasonWords.Aborted));
        EndWith(new(ReasonWords.Of(reset.Code), reset.Text.Length > 0 ? reset.Text : "the receiver gave the stream up"));
        return true;
    }

    private bool IsFromReceiver(in StreamSignal signal) => signal.Key == _receiverKey && signal.Generation == Generation;

    private bool Refuse(HotlinkReason reason, string text, TimeSpan now)
    {
        Fail(new(reason, text), tell: true, now);
        return false;
    }

    // A message that the receiver can never grant credit for would wait for ever.
    private void CheckMessageFits(TimeSpan now)
    {
        if (Framing == HotlinkFraming.Messages && _window.NextCost() > _receiverWindow)
        {
            Fail(new(HotlinkReason.MessageTooLarge, "a message is larger than the receiver's window"), tell: true, now);
        }
    }
}
