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

    /// <summary>Completes when it has ended.</summary>
    public Task Completion => _completion.Task;

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
        lock (_gate)
        {
            _stream.Abort(reason);
            Settle(Now, ref turn);
        }

        turn.Finish(_context);
    }

    /// <summary>Sends a signal in the session that there is.</summary>
    public async ValueTask SignalAsync(HotlinkPeerSignal signal, CancellationToken cancellationToken)
    {
        MessageRules.Check(signal);
        var link = Volatile.Read(ref _link) ?? throw new HotlinkException(HotlinkReason.LinkLost, "there is no session now");
        await link.SendAsync(new HotlinkSignal(SessionId, signal.Kind, signal.Addresses, signal.Token, signal.Error), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Waits for a signal of the sender.</summary>
    public ValueTask<HotlinkPeerSignal?> ReadSignalAsync(CancellationToken cancellationToken) => _signals.ReadAsync(cancellationToken);

    /// <summary>How it has fared.</summary>
    public HotlinkStatistics GetStatistics()
    {
        lock (_gate)
        {
            return new()
            {
                Mode = _stream.Mode,
                Bytes = _bytesReceived,
                Frames = _stream.Frames,
                RepeatedFrames = _stream.RepeatedFrames,
                WaitingBytes = _stream.Readable,
                Resumes = _stream.Resumes,
                CreditWait = TimeSpan.Zero,
                RoundTrip = TimeSpan.Zero,
                Stall = _stall.Cause,
            };
        }
    }

    /// <summary>Where it stands.</summary>
    public HotlinkStreamState State
    {
        get
        {
            lock (_gate)
            {
                return _stream.Phase switch
                {
                    ReceivePhase.Suspended => HotlinkStreamState.Suspended,
                    ReceivePhase.Ended => HotlinkStreamState.Ended,
                    _ => HotlinkStreamState.Open,
                };
            }
        }
    }

    /// <summary>Where it stands, and how it has fared.</summary>
    public HotlinkStreamStatus GetStatus()
    {
        lock (_gate)
        {
            return new()
            {
                SessionId = _sessionId,
                Path = Mark.Path,
                Peer = Mark.Peer,
                Outbound = false,
                State = State,
                Statistics = GetStatistics(),
            };
        }
    }

    private ValueTask? TryRead(Memory<byte> buffer, out int count, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? wait = null;
        lock (_gate)
        {
            var now = Now;
            count = _stream.Read(buffer.Span, now);
            if (count == 0 && (_stream.Readable == 0 || !buffer.IsEmpty))
            {
                wait = WaitOrEnd(cancellationToken);
            }

            Settle(now, ref turn);
        }

        turn.Finish(_context);
        return wait;
    }

    private ValueTask? TryReadMessage(out HotlinkMessage? message, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? wait = null;
        lock (_gate)
        {
            var now = Now;
            message = _stream.ReadMessage(now);
            wait = message is null ? WaitOrEnd(cancellationToken) : null;
            Settle(now, ref turn);
        }

        turn.Finish(_context);
        return wait;
    }

    // Null at the end in good order.
    private ValueTask? WaitOrEnd(CancellationToken cancellationToken) =>
        _stream.IsAtEnd ? null
        : _stream.ReadFailure is { } failure ? throw failure.ToException()
        : _readable.WaitAsync(_gate, cancellationToken);

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

    /// <summary>Gives the stream up; what has come can still be read.</summary>
    public void GiveUp(in EndReason reason)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            _stream.GiveUp(reason);
            Settle(Now, ref turn);
        }

        turn.Finish(_context);
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
                _spans.Suspended();
                turn.Raise(Event(HotlinkEventKind.StreamSuspended, _stream.LastCause));
                break;
            case ReceivePhase.Streaming when before == ReceivePhase.Suspended:
                _spans.Resumed(Mark.Path, Mark.Peer);
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
            _context.Sessions.Unmap(_sessionId);
            _forgetAt = Mark.Tag.Length > 0 ? Now + _context.Limits.ResumeWindow : null;
            _context.Sessions.Retire(this);
        }
    }

    private void Complete(ref Turn turn)
    {
        if (_completion.Task.IsCompleted)
        {
            return;
        }

        var end = _stream.HasFailed ? _stream.End : EndReason.Good;
        ClientInstruments.Ended(end.Reason);
        _signals.Complete();
        turn.Raise(Event(HotlinkEventKind.StreamEnded, end));
        if (end.Reason == HotlinkReason.None)
        {
            _completion.TrySetResult();
        }
        else
        {
            _completion.TrySetException(end.ToException());
            _ = _completion.Task.Exception; // Whoever doesn't ask is told by the next read.
        }
    }

    private HotlinkEvent Event(HotlinkEventKind kind, EndReason reason = default) =>
        new(kind, _sessionId, Mark.Path, Mark.Peer, false, reason.Reason, reason.Text) { Mode = _stream.Mode };
}
