using System.Runtime.CompilerServices;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <content>What the application asks for, and what it is told.</content>
internal sealed partial class InboundStream
{
    /// <summary>Its path as it travels.</summary>
    public ReadOnlyMemory<byte> PathBytes { get; }

    /// <summary>The sender's words for the application.</summary>
    public string Label
    {
        get
        {
            lock (Gate)
            {
                return _stream.Label;
            }
        }
    }

    /// <summary>The sender's last words for the application.</summary>
    public string Trailer
    {
        get
        {
            lock (Gate)
            {
                return _stream.Trailer;
            }
        }
    }

    /// <summary>Reads bytes.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryRead(buffer, out var count, cancellationToken) is { } wait ? ReadWhenThereAsync(wait, buffer, cancellationToken) : new(count);
    }

    /// <summary>Reads a message.</summary>
    public async ValueTask<HotlinkMessage?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HotlinkMessage? message;
        while (TryReadMessage(out message, cancellationToken) is { } wait)
        {
            await wait.ConfigureAwait(false);
        }

        return message is { Path.Length: 0 } ? message with { Path = Mark.Path } : message;
    }

    /// <summary>Gives the stream up: what was not read is lost.</summary>
    public void Abort(in EndReason reason)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            _stream.Abort(reason);
            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <inheritdoc/>
    protected override HotlinkStatistics StatisticsNow => new()
    {
        Mode = _stream.Mode,
        Bytes = _bytesReceived,
        Frames = _stream.Frames,
        RepeatedFrames = _stream.RepeatedFrames,
        WaitingBytes = _stream.Readable,
        Resumes = _stream.Resumes,
        CreditWait = TimeSpan.Zero,
        RoundTrip = TimeSpan.Zero,
        Stall = Stall.Cause,
    };

    /// <inheritdoc/>
    protected override HotlinkStreamState StateNow => _stream.Phase switch
    {
        ReceivePhase.Suspended => HotlinkStreamState.Suspended,
        ReceivePhase.Ended => HotlinkStreamState.Ended,
        _ => HotlinkStreamState.Open,
    };

    private ValueTask? TryRead(Memory<byte> buffer, out int count, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? wait = null;
        lock (Gate)
        {
            var now = Now;
            count = _stream.Read(buffer.Span, now);
            if (count == 0 && (_stream.Readable == 0 || !buffer.IsEmpty))
            {
                wait = WaitOrEnd(cancellationToken);
            }

            Settle(now, ref turn);
        }

        turn.Finish(Context);
        return wait;
    }

    private ValueTask? TryReadMessage(out HotlinkMessage? message, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? wait = null;
        lock (Gate)
        {
            var now = Now;
            message = _stream.ReadMessage(now);
            wait = message is null ? WaitOrEnd(cancellationToken) : null;
            Settle(now, ref turn);
        }

        turn.Finish(Context);
        return wait;
    }

    // Null at the end in good order.
    private ValueTask? WaitOrEnd(CancellationToken cancellationToken) =>
        _stream.IsAtEnd ? null
        : _stream.ReadFailure is { } failure ? throw failure.ToException()
        : _readable.WaitAsync(Gate, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadWhenThereAsync(ValueTask wait, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        for (ValueTask? next = wait; next is { } current; next = TryRead(buffer, out count, cancellationToken))
        {
            await current.ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Completes when the sender has greeted, or is known to be a plain one, or the stream has ended.</summary>
    public Task Greeted => _greeted.Task;

    /// <summary>Completes with <see cref="Greeted"/>, or when the session was lost before.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Gives the stream up; what has come can still be read.</summary>
    public void GiveUp(in EndReason reason)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            _stream.GiveUp(reason);
            if (reason.Reason == HotlinkReason.ClientClosed)
            {
                CloseCandidates(ref turn);
            }

            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    // Nobody will be there when their greeting comes.
    private void CloseCandidates(ref Turn turn)
    {
        foreach (var candidate in _candidates)
        {
            Context.Sessions.Unmap(candidate);
            Queue(new HotlinkClose(candidate, ReasonWords.ClientClosed), ref turn);
        }

        _candidates.Clear();
    }

    private void Wake()
    {
        if (_readable.IsWaiting && (_stream.Readable > 0 || _stream.IsAtEnd || _stream.ReadFailure is not null))
        {
            _readable.Set();
        }

        if (_overfullSince is not null && !_stream.IsOverfull)
        {
            _overfullSince = null;
            _room.Open();
        }
    }

    // Tells everybody what the last step has changed.
    private void Announce(ref Turn turn)
    {
        if (!_greeted.Task.IsCompleted)
        {
            AnnounceGreeting();
        }

        if (_mode != _stream.Mode)
        {
            _mode = _stream.Mode;
            turn.Raise(Event(HotlinkEventKind.StreamReady));
        }

        var (before, phase) = (_phase, _stream.Phase);
        _phase = phase;
        switch (phase)
        {
            case ReceivePhase.Suspended when before != ReceivePhase.Suspended:
                Spans.Suspended();
                turn.Raise(Event(HotlinkEventKind.StreamSuspended, _stream.LastCause));
                break;
            case ReceivePhase.Streaming when before == ReceivePhase.Suspended:
                Spans.Resumed(Mark.Path, Mark.Peer);
                ClientInstruments.Resumed(isOutbound: false);
                turn.Raise(Event(HotlinkEventKind.StreamResumed));
                break;
        }

        if (_stream.IsFinished || phase == ReceivePhase.Ended)
        {
            Complete(ref turn);
        }

        if (phase == ReceivePhase.Ended && !_isRetired)
        {
            _isRetired = true;
            if (!_candidates.Contains(SessionId))
            {
                Context.Sessions.Unmap(SessionId); // Else its sender is about to greet once more, and has to hear.
            }

            _forgetAt = Mark.Tag.Length > 0 ? Now + Context.Limits.ResumeWindow : null;
            Context.Sessions.Retire(this);
        }
    }

    private void AnnounceGreeting()
    {
        var isGreeted = _stream.Mode != HotlinkMode.Greeting || _stream.Phase == ReceivePhase.Ended;
        if (isGreeted || _stream.Phase == ReceivePhase.Suspended)
        {
            _settled.TrySetResult();
        }

        if (isGreeted)
        {
            _greeted.TrySetResult();
        }
    }

    private void Complete(ref Turn turn)
    {
        if (!Completion.IsCompleted)
        {
            var end = _stream.HasFailed ? _stream.End : EndReason.Good;
            ClientInstruments.Ended(end.Reason);
            TellEnd(end, ref turn);
        }
    }
}
