using Hotlink.Client.Connection;

namespace Hotlink.Client.Streams;

/// <summary>
/// The word that a stream was given up (reliable-streams, section 5). A receiver that it doesn't reach would wait for the stream to go on: it
/// is owed until the receiver has answered, in one session after the other, or has given up by itself. Pure, like the stream. Not thread-safe.
/// </summary>
/// <param name="hello">The greeting of a session that is opened only for this.</param>
/// <param name="reset">The word.</param>
/// <param name="close">The reason of the close that goes with it.</param>
/// <param name="receiverKey">Who is to hear it.</param>
/// <param name="backoff">How long to wait between sessions.</param>
/// <param name="random">Numbers in [0, 1) for jitter.</param>
/// <param name="effects">Where what is to be sent goes.</param>
/// <param name="until">When nobody waits for the stream any more.</param>
internal sealed class Farewell(
    StreamSignal hello, StreamSignal reset, string close, string receiverKey, Backoff backoff, Func<double> random, List<StreamEffect> effects,
    TimeSpan until)
{
    private long _generation = reset.Generation;
    private TimeSpan? _attemptAt;
    private TimeSpan? _acceptBy;
    private TimeSpan? _answerBy;
    private int _attempts;
    private bool _isWelcomed;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When another session is to be opened; null while there is one.</summary>
    public TimeSpan? AttemptAt => _attemptAt;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan? Deadline => IsOver ? null : Earliest.Of(_acceptBy, _answerBy, until);

    /// <summary>There is no session: one is to be opened.</summary>
    public void SayAnew(TimeSpan now) => (_attemptAt, _acceptBy, _answerBy) = (now, null, null);

    /// <summary>There is a session, and the receiver has accepted it.</summary>
    public void Say(TimeSpan now)
    {
        (_acceptBy, _answerBy) = (null, now + StreamLimits.AnswerWait);
        effects.Add(new(reset with { Generation = _generation }));
    }

    /// <summary>There is a session that nobody has accepted: it is said there.</summary>
    public void SayOnAccept(TimeSpan acceptBy) => (_attemptAt, _acceptBy) = (null, acceptBy);

    /// <summary>A session is being opened.</summary>
    public void Begin(long generation, TimeSpan now)
    {
        (_generation, _isWelcomed) = (generation, false);
        SayOnAccept(now + StreamLimits.AttemptWait);
    }

    /// <summary>Somebody accepted the session.</summary>
    public void Accepted(TimeSpan now)
    {
        if (_acceptBy is not null)
        {
            effects.Add(new(hello with { Generation = _generation }));
            Say(now);
        }
    }

    /// <summary>A receiver has sent a signal in the session.</summary>
    public void OnSignal(in StreamSignal signal, TimeSpan now)
    {
        if (_answerBy is null || signal.Generation != _generation)
        {
            return; // Late.
        }

        var isReceiver = signal.Key == receiverKey;
        switch (signal.Kind)
        {
            case StreamSignalKind.Welcome when isReceiver && !_isWelcomed:
                _isWelcomed = true;
                Say(now); // The word may have come before the greeting.
                break;
            case StreamSignalKind.Reset when isReceiver || signal is { Key: "-", Code: ResetCode.UnknownStream }:
            case StreamSignalKind.Done when isReceiver:
                Drop();
                break;
        }
    }

    /// <summary>The session was rejected or closed, or lost with the connection.</summary>
    public void SessionEnded(HotlinkReason reason, bool isReject, TimeSpan now)
    {
        var isBystander = _acceptBy is null && isReject && ReasonWords.IsBystander(reason);
        if ((_acceptBy ?? _answerBy) is null || isBystander)
        {
            return;
        }

        if (ReasonWords.IsResumable(reason))
        {
            Retry(now);
        }
        else
        {
            (IsOver, _acceptBy, _answerBy) = (true, null, null); // A Close is an answer, too.
        }
    }

    /// <summary>Does what the clock says is due.</summary>
    public void Advance(TimeSpan now)
    {
        if (until <= now)
        {
            Drop();
        }
        else if ((_acceptBy ?? _answerBy) <= now)
        {
            effects.Add(new(default, _answerBy is null ? ReasonWords.Of(HotlinkReason.Superseded) : close));
            Retry(now);
        }
    }

    /// <summary>Nothing more is said.</summary>
    public void Drop()
    {
        if (!IsOver && (_acceptBy ?? _answerBy) is not null)
        {
            effects.Add(new(default, close));
        }

        (IsOver, _attemptAt, _acceptBy, _answerBy) = (true, null, null, null);
    }

    private void Retry(TimeSpan now) => SayAnew(now + backoff.DelayBefore(_attempts++, random()));
}
