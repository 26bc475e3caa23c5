using System.IO.Pipelines;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>The way out of one connection: puts messages into the peer's encoding, queues them and has them written. Thread-safe.</summary>
internal sealed class Outbound
{
    private readonly ConnectionIdentity _identity;
    private readonly GatewayServices _services;
    private readonly Action _failed;
    private readonly OutboundQueue _queue;
    private readonly OutboundWriter _writer;
    private volatile bool _isHeld;
    private bool _hasDelivered;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the way out.</summary>
    /// <param name="identity">Who is at the other end.</param>
    /// <param name="output">The socket.</param>
    /// <param name="services">What the gateway shares.</param>
    /// <param name="failed">Is told when the socket takes nothing more.</param>
    public Outbound(ConnectionIdentity identity, PipeWriter output, GatewayServices services, Action failed)
    {
        (_identity, _services, _failed) = (identity, services, failed);
        _queue = new(services.Options);
        _writer = new(_queue, output, services.Time);
    }

    /// <summary>Writes nothing until <see cref="Release"/>: what is queued meanwhile comes in its order.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Writes what was queued since <see cref="Hold"/>; something was.</summary>
    public void Release()
    {
        _isHeld = false;
        Write();
    }

    /// <summary>Completes when the last message is written, or the socket takes no more.</summary>
    public Task Finished => _finished.Task;

    /// <summary>
    /// Completes when nothing is being written. To be awaited behind <see cref="Abort"/>, before the socket's writer is completed: that is not
    /// thread-safe, and holds frames.
    /// </summary>
    public Task Stopped => _queue.Unused;

    /// <summary>For how long the socket has taken nothing while something waits.</summary>
    public TimeSpan StandingStill => _writer.StandingStill;

    /// <summary>Whether frames of sessions were queued since the last time.</summary>
    public bool TakeHasDelivered() => Interlocked.Exchange(ref _hasDelivered, false);

    /// <summary>Queues frames of a session. Completes when they are within the bounds.</summary>
    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        if (!TryTranscode(delivery.Batch, out var batch))
        {
            return new(DeliveryResult.TooLarge);
        }

        _hasDelivered = true;
        _services.Instruments.Relayed(batch);
        var taken = _queue.Enqueue(delivery.SessionId, batch, out var start);
        WriteIf(start);
        return taken;
    }

    /// <summary>Queues a message ahead of the sessions' frames; behind those of its own session where one is named.</summary>
    /// <returns>Whether it was taken; not where it is larger than the peer takes.</returns>
    public bool Send(in WireMessage message, string? behindSession = null) =>
        FrameBuilder.TryEncode(_services.Pool, _identity.Encoding, message, _services.Options.MaxMessageBytes) is { } frame
        && Send(OpcodeOf(frame), frame, behindSession);

    /// <summary>
    /// Queues the refusal of a word about a session, behind what is queued of that session: it may be over only just, and its last frames and
    /// why it ended come first. A peer that has let the connection's bound pile up is told nothing: it reads nothing.
    /// </summary>
    public void Refuse(string sessionId, in WireMessage message)
    {
        if (!_queue.IsFull)
        {
            Send(message, behindSession: sessionId);
        }
    }

    /// <summary>Queues a message that is JSON text already.</summary>
    public bool SendText(ReadOnlySpan<byte> text)
    {
        var frame = ControlFrame(text);
        frame.Format = FrameFormat.JsonForAll;
        return Send(WebSocketOpcode.Text, frame, null);
    }

    /// <summary>Queues a control frame.</summary>
    public bool SendControl(WebSocketOpcode opcode, ReadOnlySpan<byte> payload) => Send(opcode, ControlFrame(payload), null);

    /// <summary>Discards what is queued for a session.</summary>
    public void Discard(string sessionId, DeliveryResult result) => _queue.Discard(sessionId, result);

    /// <summary>The sessions that have something queued.</summary>
    public string[] WaitingSessions() => _queue.WaitingSessions();

    /// <summary>Takes nothing more; writes what is queued and then the close frame.</summary>
    public void Close(CloseFrame close)
    {
        if (_queue.Close(new(WebSocketOpcode.Close, ControlFrame(close.ToPayload())), out var start))
        {
            WriteIf(start);
        }
    }

    /// <summary>Takes nothing more and lets go of everything.</summary>
    public void Abort()
    {
        _queue.Abort();
        _finished.TrySetResult();
    }

    /// <summary>Writes until the queue is empty: for the one who was told to start.</summary>
    public void Write()
    {
        var writing = _writer.WriteAllAsync();
        if (writing.IsCompletedSuccessfully && writing.Result)
        {
            FinishIfClosed();
        }
        else
        {
            _ = AwaitWriteAsync(writing);
        }
    }

    /// <summary>The kind of WebSocket message that a frame goes in.</summary>
    public static WebSocketOpcode OpcodeOf(Frame frame) =>
        frame.Format == FrameFormat.MsgPackBinary ? WebSocketOpcode.Binary : WebSocketOpcode.Text;

    // Whatever fails is the end of the connection: nobody else would notice that nothing is written any more. Goes on outside of the
    // caller's context, which may be a grain's turn.
    private async Task AwaitWriteAsync(ValueTask<bool> writing)
    {
        try
        {
            if (await writing.ConfigureAwait(false))
            {
                FinishIfClosed();
                return;
            }
        }
        catch (Exception exception)
        {
            _services.Log.WriteFailed(_identity.Peer.Connection, exception);
        }

        Abort();
        _queue.StopWriting();
        _failed();
    }

    private void FinishIfClosed()
    {
        if (_queue.IsDrained)
        {
            _finished.TrySetResult();
        }
    }

    private bool Send(WebSocketOpcode opcode, Frame frame, string? behindSession)
    {
        var sent = _queue.EnqueueControl(opcode, frame, behindSession, out var start);
        WriteIf(start);
        return sent;
    }

    private void WriteIf(bool start)
    {
        if (start && !_isHeld && !OutboundCork.TryDefer(this))
        {
            Write();
        }
    }

    private Frame ControlFrame(ReadOnlySpan<byte> payload)
    {
        var frame = _services.Pool.Rent(payload.Length);
        payload.CopyTo(frame.Buffer.Span);
        frame.Length = payload.Length;
        return frame;
    }

    private bool TryTranscode(FrameBatch batch, out FrameBatch result)
    {
        var wanted = _identity.Encoding == WireEncoding.Json ? FrameFormat.JsonText : FrameFormat.MsgPackBinary;
        result = batch;
        foreach (var frame in batch.Frames)
        {
            if (frame.Format != wanted && frame.Format != FrameFormat.JsonForAll)
            {
                return Transcoder.TryTranscode(batch, _identity.Encoding, _services, out result);
            }
        }

        return true;
    }
}
