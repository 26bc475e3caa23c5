namespace Hotlink.Client.Streams;

/// <content>The greeting, and what the sender says.</content>
internal sealed partial class ReceiveStream
{
    private string? _streamKey;
    private string? _receiverKey;
    private long _base;
    private long _probe;
    private long? _end;
    private bool _isFinished;
    private bool _welcomeIsDue;
    private bool _doneIsDue;

    /// <summary>The stream's key; null before the hello.</summary>
    public string? StreamKey => _streamKey;

    /// <summary>The sender's words for the application; empty before the hello, and where there are none.</summary>
    public string Label { get; private set; } = "";

    /// <summary>The sender's last words for the application; empty before its end is known, and where there are none.</summary>
    public string Trailer { get; private set; } = "";

    /// <summary>The number of its session; 0 before the hello.</summary>
    public long Generation { get; private set; }

    /// <summary>Whether everything up to the end has come.</summary>
    public bool IsFinished => _isFinished;

    /// <summary>Whether a signal waits to be written.</summary>
    public bool HasSignal => Phase == ReceivePhase.Streaming && (_welcomeIsDue || _doneIsDue || _ack.IsDue);

    /// <summary>Takes the next signal that is to be written.</summary>
    public bool TryTakeSignal(TimeSpan now, out StreamSignal signal)
    {
        signal = default;
        if (Phase != ReceivePhase.Streaming)
        {
            return false;
        }

        if (_welcomeIsDue)
        {
            _welcomeIsDue = false;
            signal = Signal(StreamSignalKind.Welcome) with { Offset = _base, Limit = _credit.Grant(), Window = _limits.WindowBytes };
        }
        else if (_ack.IsDue)
        {
            _ack.Taken(_window.HasGap, now);
            signal = Signal(StreamSignalKind.Ack) with
            {
                Offset = _window.Received,
                Limit = _credit.Grant(),
                Seq = _window.LastSeq,
                High = _window.HighSeq,
                Probe = _probe,
                Missing = _window.Missing(StreamSignalText.MaxRanges),
            };
        }
        else if (_doneIsDue)
        {
            _doneIsDue = false;
            signal = Signal(StreamSignalKind.Done) with { Offset = _window.Received };
        }

        return signal.Kind != StreamSignalKind.None;
    }

    /// <summary>A sender greets, in the stream's session or in one that its id says is the stream's.</summary>
    /// <param name="hello">What it says.</param>
    /// <param name="isCurrent">Whether it came in the session that the stream is in.</param>
    /// <param name="now">The time.</param>
    public HelloAnswer OnHello(in StreamSignal hello, bool isCurrent, TimeSpan now)
    {
        if ((_streamKey is not null && _streamKey != hello.Key) || hello.Framing != Framing)
        {
            return HelloAnswer.OtherStream;
        }

        if (Phase == ReceivePhase.Plain || hello.Generation < Generation || (hello.Generation == Generation && !isCurrent))
        {
            return HelloAnswer.Ignored;
        }

        if (HasFailed)
        {
            return HelloAnswer.Refused;
        }

        Heard(now);
        if (hello.Generation > Generation)
        {
            if (hello.Offset > _window.Received)
            {
                Fail(new(HotlinkReason.FramesLost, "the sender can't go on where this side is"));
                return HelloAnswer.Refused;
            }

            Begin(hello, isCurrent, now);
        }

        (_welcomeIsDue, _doneIsDue) = (true, _isFinished);
        return HelloAnswer.Welcomed;
    }

    /// <summary>A signal of the sender other than a hello.</summary>
    /// <returns>Whether it was in order; what was not has changed nothing, or has ended the stream.</returns>
    public bool OnSignal(in StreamSignal signal, TimeSpan now)
    {
        Heard(now);
        if (signal.Kind == StreamSignalKind.Taken)
        {
            OnTaken(signal, now);
            return true;
        }

        if (Phase != ReceivePhase.Streaming)
        {
            return true; // Late, or early: it comes again.
        }

        if (signal.Kind == StreamSignalKind.Reset)
        {
            return OnReset(signal);
        }

        if (signal.Generation != Generation)
        {
            return signal.Kind is StreamSignalKind.Probe or StreamSignalKind.Fin;
        }

        switch (signal.Kind)
        {
            case StreamSignalKind.Probe:
                _probe = Math.Max(_probe, signal.Probe);
                _ack.Now();
                return true;
            case StreamSignalKind.Fin:
                return OnFin(signal);
            default:
                return false;
        }
    }

    /// <summary>The reset that tells the sender why the stream has failed.</summary>
    public StreamSignal ResetSignal => Signal(StreamSignalKind.Reset) with
    {
        Code = ReasonWords.CodeOf(End.Reason),
        Text = StreamSignalText.Shorten(End.Text),
    };

    private void Begin(in StreamSignal hello, bool isCurrent, TimeSpan now)
    {
        Resumes += _streamKey is null || Phase == ReceivePhase.Waiting ? 0 : 1;
        Label = _streamKey is null ? hello.Label : Label;
        (_streamKey, Generation) = (hello.Key, hello.Generation);
        _receiverKey ??= StreamKeys.New();
        (_base, _probe, _heardAt, _giveUpAt, _helloBy) = (_window.Received, 0, now, null, null);
        if (!isCurrent || Phase != ReceivePhase.Waiting)
        {
            _window.Restart();
        }

        Phase = ReceivePhase.Streaming;
        _window.DeliverHeld();
        _ack.Stop();
        if (_window.HasGap || _window.LastSeq > 0)
        {
            _ack.Soon(now);
        }
    }

    private bool OnFin(in StreamSignal fin)
    {
        if (fin.Offset < _window.Received || fin.Offset > _credit.Limit || (_end is { } known && known != fin.Offset))
        {
            Fail(new(HotlinkReason.ProtocolViolation, "an end that can't be"));
            return false;
        }

        (_end, Trailer) = (fin.Offset, _end is null ? fin.Label : Trailer);
        _doneIsDue = _isFinished;
        CheckEnd();
        return true;
    }

    private bool OnReset(in StreamSignal reset)
    {
        if (reset.Key != _streamKey || reset.Generation != Generation)
        {
            return false;
        }

        if (_isFinished)
        {
            _doneIsDue = true; // The sender didn't know.
        }
        else
        {
            _effects.Add(new(default, ReasonWords.Aborted)); // So that the sender knows that it was heard.
            EndWith(new(ReasonWords.Of(reset.Code), reset.Text.Length > 0 ? reset.Text : "the sender gave the stream up"));
        }

        return true;
    }

    private void OnTaken(in StreamSignal taken, TimeSpan now)
    {
        if (taken.Key == _receiverKey && Phase == ReceivePhase.Streaming)
        {
            _ack.Stop();
            _receiverKey = null;
            BecomePlain(now);
        }
    }

    private void CheckEnd()
    {
        if (_end is not { } end || _isFinished)
        {
            return;
        }

        if (_window.Received > end)
        {
            Fail(new(HotlinkReason.ProtocolViolation, "data behind the end"));
        }
        else if (_window.Received == end)
        {
            (_isFinished, _doneIsDue) = (true, true);
        }
    }

    private StreamSignal Signal(StreamSignalKind kind) => new(kind) { Key = _receiverKey ?? "-", Generation = Generation };

    private void AddReset(in EndReason reason)
    {
        if (Phase == ReceivePhase.Streaming)
        {
            End = reason;
            _effects.Add(new(ResetSignal));
        }
    }
}
