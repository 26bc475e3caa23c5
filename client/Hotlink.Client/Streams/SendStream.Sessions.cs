namespace Hotlink.Client.Streams;

/// <content>The sessions that it lives in, one after the other, and its end.</content>
internal sealed partial class SendStream
{
    private bool _isWhole;

    /// <summary>Whether nothing is left to do: it has ended, and its receiver knows or won't ever.</summary>
    public bool IsOver => Phase == SendPhase.Ended && _farewell is not { IsOver: false };

    /// <summary>The stream is given up, and the other end is told. A client that closes waits for no answer.</summary>
    public void Abort(in EndReason reason, TimeSpan now)
    {
        if (reason.Reason == HotlinkReason.ClientClosed)
        {
            DropFarewell();
        }

        Fail(reason, tell: true, now);
    }

    /// <summary>What is owed to the receiver is not said any more.</summary>
    public void DropFarewell() => _farewell?.Drop();

    /// <summary>Whether a session is to be opened now.</summary>
    public bool WantsSession(TimeSpan now) => Phase is SendPhase.Suspended or SendPhase.Ended && AttemptAt <= now;

    /// <summary>A session is being opened.</summary>
    /// <returns>Which kind its id has to be of.</returns>
    public SessionKind Begin(TimeSpan now)
    {
        Generation++;
        if (_farewell is not null)
        {
            _farewell.Begin(Generation, now);
            return SessionKind.Resume;
        }

        _isWhole = _window.Sent == 0;
        _kind = !_greets ? SessionKind.Plain : IsAnybodys ? SessionKind.New : SessionKind.Resume;
        (Phase, _attemptAt) = (SendPhase.Opening, null);
        _acceptBy = now + StreamLimits.AttemptWait;
        return _kind;
    }

    /// <summary>Somebody accepted the session.</summary>
    public void Accepted(TimeSpan now)
    {
        _farewell?.Accepted(now);
        if (Phase != SendPhase.Opening)
        {
            // One more reads along: the greeting tells it so, if it can still have everything.
            _helloIsDue |= !_hasRecipient && _kind == SessionKind.New && Phase is SendPhase.Greeting or SendPhase.Streaming;
            return;
        }

        (_acceptBy, _wasAccepted) = (null, true);
        if (_kind != SessionKind.Resume)
        {
            _giveUpAt = null;
            _window.Restart(0);
        }

        LastProgress = now;
        Phase = _greets ? SendPhase.Greeting : SendPhase.Plain;
        StartGreeting(now);
        LingerIfPlain(now);
    }

    /// <summary>The session was rejected or closed, by the relay or by a receiver.</summary>
    public void SessionEnded(in EndReason reason, bool isReject, TimeSpan now)
    {
        switch (Phase)
        {
            case SendPhase.Suspended:
                _lastCause = reason; // There was none to end, but it says why there will be none.
                break;
            case SendPhase.Ended:
                _farewell?.SessionEnded(reason.Reason, isReject, now);
                break;
            case not SendPhase.Opening when isReject && ReasonWords.IsBystander(reason.Reason):
                break;
            case SendPhase.Plain when reason.Reason == HotlinkReason.Closed && _isCompleted && _window.Next == _window.End:
                Finish();
                break;
            case SendPhase.Plain:
                Fail(reason, tell: false, now);
                break;
            default:
                if (ReasonWords.IsResumable(reason.Reason))
                {
                    Suspend(reason, wait: true, now);
                }
                else
                {
                    Fail(reason, tell: false, now);
                }

                break;
        }
    }

    /// <summary>The connection to the relay is gone, and the session with it.</summary>
    public void LinkLost(TimeSpan now) => SessionEnded(new(HotlinkReason.LinkLost, "the connection to the relay was lost"), false, now);

    // Whoever has accepted, has answered, or may have got a frame or the end, is the only one that the stream can go on with.
    private bool IsAnybodys => _isWhole && !_hasSaidEnd && _receiverKey is null && !(_wasAccepted && _hasRecipient);

    private void Supersede(TimeSpan now)
    {
        _effects.Add(new(default, ReasonWords.Of(HotlinkReason.Superseded)));
        Suspend(_lastCause, wait: false, now);
    }

    private void Suspend(in EndReason cause, bool wait, TimeSpan now)
    {
        _credit.Note(isBlocked: false, now);
        _probe.Stop();
        _lastCause = cause;
        Phase = SendPhase.Suspended;
        _giveUpAt ??= now + _limits.ResumeWindow;
        _attemptAt = now + (wait ? _backoff.DelayBefore(_attempts++, _random()) : TimeSpan.Zero);
        (_acceptBy, _helloAt, _greetingEnds) = (null, null, null);
    }

    private void Fail(in EndReason reason, bool tell, TimeSpan now)
    {
        if (Phase == SendPhase.Ended)
        {
            return;
        }

        if (tell)
        {
            TellEnd(reason, now);
        }

        EndWith(reason);
    }

    private void TellEnd(in EndReason reason, TimeSpan now)
    {
        var isLive = Phase is SendPhase.Greeting or SendPhase.Streaming;
        var reset = new StreamSignal(StreamSignalKind.Reset)
        {
            Key = Key,
            Generation = Generation,
            Code = ReasonWords.CodeOf(reason.Reason),
            Text = StreamSignalText.Shorten(reason.Text),
        };
        if (IsOwed(reason.Reason))
        {
            var close = ReasonWords.Of(reason.Reason);
            _farewell = new(HelloFrom(0), reset, close, _receiverKey!, _backoff, _random, _effects, now + _limits.ResumeWindow);
            Begin(_farewell, now);
            return;
        }

        if (isLive)
        {
            _effects.Add(new(reset));
        }

        if (Phase != SendPhase.Suspended)
        {
            _effects.Add(new(default, ReasonWords.Of(reason.Reason)));
        }
    }

    // Whoever never answered a greeting may be a plain receiver, and without a recipient others may accept: none of them is to be shown a
    // session that carries nothing. A client that closes waits for nobody, a peer that was lost has given up, one that broke the rules is told once.
    private bool IsOwed(HotlinkReason reason) =>
        _receiverKey is not null && _hasRecipient
        && reason is not (HotlinkReason.ClientClosed or HotlinkReason.PeerLost or HotlinkReason.ProtocolViolation);

    private void Begin(Farewell farewell, TimeSpan now)
    {
        if (Phase == SendPhase.Suspended)
        {
            farewell.SayAnew(now);
        }
        else if (_acceptBy is { } acceptBy)
        {
            farewell.SayOnAccept(acceptBy);
        }
        else
        {
            if (Phase == SendPhase.Greeting)
            {
                _effects.Add(new(HelloFrom(0)));
            }

            farewell.Say(now);
        }
    }

    private void Finish() => EndWith(EndReason.Good);

    private void EndWith(in EndReason reason)
    {
        (Phase, End, _attemptAt) = (SendPhase.Ended, reason, null);
        _probe.Stop();
        _window.Clear();
        _credit.Drop();
    }
}
