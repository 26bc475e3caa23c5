using System.Runtime.CompilerServices;
using System.Text;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Sessions;

/// <content>What the application asks for, and what it is told.</content>
internal sealed partial class OutboundStream
{
    /// <summary>Opens the stream and waits until somebody accepts.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!Context.Sessions.TryAdd(this))
        {
            throw EndReason.ClientClosed.ToException();
        }

        LinkUpOrWait();
        try
        {
            await _accepted.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Abort(new(HotlinkReason.Aborted, "the open was given up"));
            throw;
        }
    }

    /// <summary>Takes bytes.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Require(HotlinkFraming.Bytes);
        cancellationToken.ThrowIfCancellationRequested();
        return TryWrite(ref bytes, cancellationToken) is { } room ? WriteRestAsync(room, bytes, cancellationToken) : default;
    }

    /// <summary>Takes a message.</summary>
    public ValueTask SendAsync(HotlinkMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Require(HotlinkFraming.Messages);
        cancellationToken.ThrowIfCancellationRequested();
        var path = Encoding.UTF8.GetBytes(message.Path.Length == 0 ? Options.Path : message.Path); // As it travels: it counts.
        var tag = Encoding.UTF8.GetBytes(message.ETag);
        MessageRules.Check(message, Options.Path, path.Length, tag.Length, Context.Limits.WindowBytes);
        return TrySend(path, tag, message.Payload.Span, cancellationToken) is { } room
            ? SendWhenRoomAsync(room, path, tag, message.Payload, cancellationToken)
            : default;
    }

    /// <summary>Waits until the receiver has what was taken so far.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            if (_stream.Phase == SendPhase.Ended)
            {
                return Completion;
            }

            if (_stream.Acknowledged >= _stream.Taken)
            {
                return Task.CompletedTask;
            }

            if (_flushes.Count == 0 || _flushes[^1].Offset < _stream.Taken)
            {
                _flushes.Add((_stream.Taken, new(TaskCreationOptions.RunContinuationsAsynchronously)));
            }

            return _flushes[^1].Done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the stream in good order and waits until the receiver has everything.</summary>
    public Task CompleteAsync(string trailer, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            if (_stream.Phase != SendPhase.Ended && !_stream.IsCompleted)
            {
                _stream.Complete(Now, trailer);
                Settle(Now, ref turn);
            }
        }

        turn.Finish(Context);
        return Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Gives the stream up.</summary>
    public void Abort(in EndReason reason)
    {
        var turn = default(Turn);
        lock (Gate)
        {
            _stream.Abort(reason, Now);
            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    /// <inheritdoc/>
    protected override HotlinkStatistics StatisticsNow => new()
    {
        Mode = _stream.Mode,
        Bytes = _bytesSent,
        Frames = _stream.Frames,
        RepeatedFrames = _stream.RepeatedFrames,
        WaitingBytes = _stream.Taken - _stream.Acknowledged,
        Resumes = _stream.Resumes,
        CreditWait = _stream.CreditWait(Now),
        RoundTrip = _stream.RoundTrip,
        Stall = Stall.Cause,
    };

    /// <inheritdoc/>
    protected override HotlinkStreamState StateNow => _stream.Phase switch
    {
        SendPhase.Opening => HotlinkStreamState.Opening,
        SendPhase.Suspended => _accepted.Task.IsCompleted ? HotlinkStreamState.Suspended : HotlinkStreamState.Opening,
        SendPhase.Ended => HotlinkStreamState.Ended,
        _ => HotlinkStreamState.Open,
    };

    private void LinkUpOrWait()
    {
        var turn = default(Turn);
        lock (Gate)
        {
            Link ??= Context.Link;
            if (Link is null)
            {
                _stream.LinkLost(Now);
            }

            Settle(Now, ref turn);
        }

        turn.Finish(Context);
    }

    // Takes what fits; gives what to wait for where something is left.
    private ValueTask? TryWrite(ref ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? room = null;
        lock (Gate)
        {
            ThrowIfOver();
            var now = Now;
            bytes = bytes[_stream.Write(bytes.Span, now)..];
            if (!bytes.IsEmpty)
            {
                _roomNeeded = Math.Min(bytes.Length, Context.Limits.WindowBytes / 4);
                room = _room.WaitAsync(Gate, cancellationToken);
            }

            Settle(now, ref turn);
        }

        turn.Finish(Context);
        return room;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteRestAsync(ValueTask room, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (ValueTask? wait = room; wait is { } next; wait = TryWrite(ref bytes, cancellationToken))
        {
            await next.ConfigureAwait(false);
        }
    }

    private ValueTask? TrySend(byte[] path, byte[] tag, ReadOnlySpan<byte> payload, CancellationToken cancellationToken)
    {
        var turn = default(Turn);
        ValueTask? room = null;
        lock (Gate)
        {
            ThrowIfOver();
            var now = Now;
            if (!_stream.TryWrite(path, tag, payload, now))
            {
                _roomNeeded = new MessageRecord(path.Length, tag.Length, payload.Length, 0).Cost;
                room = _room.WaitAsync(Gate, cancellationToken);
            }

            Settle(now, ref turn);
        }

        turn.Finish(Context);
        return room;
    }

    private async ValueTask SendWhenRoomAsync(
        ValueTask room, byte[] path, byte[] tag, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        for (ValueTask? wait = room; wait is { } next; wait = TrySend(path, tag, payload.Span, cancellationToken))
        {
            await next.ConfigureAwait(false);
        }
    }

    private void Require(HotlinkFraming framing)
    {
        if (Options.Framing != framing)
        {
            throw new InvalidOperationException($"The session carries {Options.Framing}.");
        }
    }

    private void ThrowIfOver()
    {
        if (_stream.IsCompleted)
        {
            throw new InvalidOperationException("The stream was completed.");
        }

        if (_stream.Phase == SendPhase.Ended)
        {
            throw _stream.End.ToException();
        }
    }

    // Wakes the application where there is room, and whoever waits for an acknowledgement that has come.
    private void Wake()
    {
        if (_room.IsWaiting && (_stream.Free >= _roomNeeded || _stream.Phase == SendPhase.Ended))
        {
            _room.Set();
        }

        while (_flushes.Count > 0 && (_flushes[0].Offset <= _stream.Acknowledged || _stream.Phase == SendPhase.Ended))
        {
            var flush = _flushes[0].Done;
            _flushes.RemoveAt(0);
            End(flush, _stream.End);
        }
    }

    // Tells everybody what the last step has changed.
    private void Announce(ref Turn turn)
    {
        var phase = _stream.Phase;
        if (phase == _phase)
        {
            return;
        }

        var before = _phase;
        _phase = phase;
        switch (phase)
        {
            case SendPhase.Greeting or SendPhase.Plain when before == SendPhase.Opening:
                Spans.Accepted(Options.Path, Options.To);
                turn.Raise(Event(HotlinkEventKind.SessionAccepted));
                _accepted.TrySetResult();
                AnnounceMode(phase, ref turn);
                break;
            case SendPhase.Streaming or SendPhase.Plain:
                AnnounceMode(phase, ref turn);
                break;
            case SendPhase.Suspended when _stream.WasAccepted:
                Spans.Suspended();
                turn.Raise(Event(HotlinkEventKind.StreamSuspended, _stream.LastCause));
                break;
            case SendPhase.Ended:
                Finish(ref turn);
                break;
        }
    }

    private void AnnounceMode(SendPhase phase, ref Turn turn)
    {
        if (phase == SendPhase.Greeting)
        {
            return;
        }

        var isResumed = _stream.Resumes > 0;
        if (isResumed)
        {
            Spans.Resumed(Options.Path, Options.To);
            ClientInstruments.Resumed(isOutbound: true);
        }

        turn.Raise(Event(isResumed ? HotlinkEventKind.StreamResumed : HotlinkEventKind.StreamReady));
    }

    private void Finish(ref Turn turn)
    {
        ClientInstruments.Ended(_stream.End.Reason, _stream.CreditWait(Now));
        End(_accepted, _stream.End);
        TellEnd(_stream.End, ref turn);
    }
}
