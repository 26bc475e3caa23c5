using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// What waits to be written to one socket, bounded in the memory it takes: control messages first, then the sessions in turn, each in
/// its own order. Holds no buffer while nothing waits. Thread-safe; nothing is awaited under its lock.
/// </summary>
internal sealed class OutboundQueue(ConnectionOptions options)
{
    private const int MaxIdleStreams = 4;
    private readonly Lock _gate = new();
    private readonly Queue<OutboundItem> _control = new();
    private readonly Queue<OutboundStream> _ready = new();
    private readonly Dictionary<string, OutboundStream> _streams = [];
    private readonly Stack<OutboundStream> _idle = new();
    private long _streamBytes;
    private long _controlBytes;
    private int _waiters;
    private bool _writing;
    private bool _closed;
    private bool _isInUse;
    private TaskCompletionSource? _unused;
    private OutboundItem? _last;

    /// <summary>Whether it was closed and everything is written.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate)
            {
                return _closed && !_writing && _last is null && _streams.Count == 0;
            }
        }
    }

    /// <summary>Whether more waits of sessions than the connection is to hold.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _streamBytes > options.ConnectionQueueBytes;
            }
        }
    }

    /// <summary>
    /// Completes when the writer is through with what it took. Behind <see cref="Abort"/> there is nothing more to take: nobody touches the socket's
    /// writer from then on.
    /// </summary>
    public Task Unused
    {
        get
        {
            lock (_gate)
            {
                return _isInUse ? (_unused ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
            }
        }
    }

    /// <summary>Queues frames of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="batch">The frames; they are taken over, whatever the result.</param>
    /// <param name="startWriting">Whether the caller has to start to write.</param>
    /// <returns>Completes when the frames are within the bounds of the queue.</returns>
    public ValueTask<DeliveryResult> Enqueue(string sessionId, FrameBatch batch, out bool startWriting)
    {
        lock (_gate)
        {
            startWriting = false;
            if (_closed)
            {
                batch.Dispose();
                return new(DeliveryResult.Leaving);
            }

            var stream = StreamOf(sessionId);
            foreach (var frame in batch.Frames)
            {
                stream.Enqueue(frame);
                _streamBytes += frame.Capacity;
            }

            batch.Detach();
            MakeReady(stream);
            startWriting = StartWriting();
            if (HasRoom(stream))
            {
                return new(DeliveryResult.Taken);
            }

            // Nobody waits with messages of no session: a peer that lets so many pile up is cut off, and catches up when it is back.
            // What piles up of sessions is no reason for that: their senders wait.
            return sessionId.Length > 0 ? new(Wait(stream))
                : new(stream.Bytes <= options.ConnectionQueueBytes ? DeliveryResult.Taken : DeliveryResult.TooSlow);
        }
    }

    /// <summary>Queues a message ahead of all sessions; behind the frames of its own session where it has some queued.</summary>
    /// <returns>Whether it was taken: not after a close, and not when the peer has let too many pile up.</returns>
    public bool EnqueueControl(WebSocketOpcode opcode, Frame frame, string? behindSession, out bool startWriting)
    {
        lock (_gate)
        {
            startWriting = false;
            if (_closed || _controlBytes + frame.Capacity > options.ConnectionQueueBytes)
            {
                frame.Release();
                return false;
            }

            if (behindSession is not null && _streams.TryGetValue(behindSession, out var stream) && !stream.IsEmpty)
            {
                stream.Enqueue(frame);
                _streamBytes += frame.Capacity;
            }
            else
            {
                _control.Enqueue(new(opcode, frame));
                _controlBytes += frame.Capacity;
            }

            startWriting = StartWriting();
            return true;
        }
    }

    /// <summary>Takes nothing more; <paramref name="last"/> is written when all else is.</summary>
    public bool Close(OutboundItem last, out bool startWriting)
    {
        lock (_gate)
        {
            startWriting = false;
            if (_closed)
            {
                last.Frame.Release();
                return false;
            }

            (_closed, _last) = (true, last);
            startWriting = StartWriting();
            return true;
        }
    }

    /// <summary>Takes nothing more and lets go of everything.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var stream in _streams.Values)
            {
                _streamBytes -= stream.Discard();
                Wake(stream, DeliveryResult.Leaving);
            }

            _streams.Clear();
            _ready.Clear();
            while (_control.TryDequeue(out var item))
            {
                item.Frame.Release();
            }

            _controlBytes = 0;
            _last?.Frame.Release();
            _last = null;
        }
    }

    /// <summary>Discards what is queued for a session; those who wait with it get <paramref name="result"/>.</summary>
    public void Discard(string sessionId, DeliveryResult result)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(sessionId, out var stream))
            {
                _streamBytes -= stream.Discard();
                Wake(stream, result);
                WakeThoseWithRoom();
            }
        }
    }

    /// <summary>The sessions that have something queued.</summary>
    public string[] WaitingSessions()
    {
        lock (_gate)
        {
            return [.. _streams.Values.Where(stream => !stream.IsEmpty).Select(stream => stream.SessionId)];
        }
    }

    /// <summary>Takes what is to be written next, up to about <paramref name="maxBytes"/>.</summary>
    /// <param name="items">Where the items go; the caller owns their frames.</param>
    /// <param name="maxBytes">When to stop.</param>
    /// <returns>Whether there was anything; if not, the caller has stopped being the writer.</returns>
    public bool TryDequeue(List<OutboundItem> items, int maxBytes)
    {
        lock (_gate)
        {
            var bytes = 0;
            while (bytes < maxBytes && Next() is { } item)
            {
                bytes += item.Frame.Length;
                items.Add(item);
            }

            _writing = items.Count > 0;
            SetInUse(_writing);
            return _writing;
        }
    }

    /// <summary>The writer has failed: it is through with what it took, and takes nothing more.</summary>
    public void StopWriting()
    {
        lock (_gate)
        {
            SetInUse(false);
        }
    }

    private void SetInUse(bool isInUse)
    {
        _isInUse = isInUse;
        if (!isInUse)
        {
            _unused?.SetResult();
            _unused = null;
        }
    }

    private OutboundItem? Next()
    {
        if (_control.TryDequeue(out var control))
        {
            _controlBytes -= control.Frame.Capacity;
            return control;
        }

        while (_ready.TryDequeue(out var stream))
        {
            stream.IsReady = false;
            if (stream.IsEmpty)
            {
                Retire(stream);
                continue;
            }

            var frame = stream.Dequeue();
            _streamBytes -= frame.Capacity;
            WakeAfter(stream, frame.Capacity);
            MakeReady(stream);
            return new(Outbound.OpcodeOf(frame), frame);
        }

        var last = _last;
        _last = null;
        return last;
    }

    private OutboundStream StreamOf(string sessionId)
    {
        if (!_streams.TryGetValue(sessionId, out var stream))
        {
            stream = _idle.TryPop(out var idle) ? idle : new OutboundStream { SessionId = sessionId };
            stream.SessionId = sessionId;
            _streams.Add(sessionId, stream);
        }

        return stream;
    }

    // A stream stays listed until its turn finds it empty: it costs nothing to leave it there while frames keep coming.
    private void MakeReady(OutboundStream stream)
    {
        if (!stream.IsReady)
        {
            stream.IsReady = true;
            _ready.Enqueue(stream);
        }
    }

    private void Retire(OutboundStream stream)
    {
        Wake(stream, DeliveryResult.Taken);
        _streams.Remove(stream.SessionId);
        if (_idle.Count < MaxIdleStreams)
        {
            _idle.Push(stream);
        }
    }

    private bool StartWriting()
    {
        var start = !_writing;
        _writing = true;
        return start;
    }

    private bool HasRoom(OutboundStream stream) =>
        stream.Bytes <= options.SessionQueueBytes && _streamBytes <= options.ConnectionQueueBytes;

    private Task<DeliveryResult> Wait(OutboundStream stream)
    {
        _waiters += stream.HasWaiter ? 0 : 1;
        return stream.WaitAsync();
    }

    private void Wake(OutboundStream stream, DeliveryResult result)
    {
        _waiters -= stream.HasWaiter ? 1 : 0;
        stream.Complete(result);
    }

    // Room for one session is news for that session only; all are looked at where the connection has just come within its bound.
    private void WakeAfter(OutboundStream stream, int bytes)
    {
        if (_streamBytes <= options.ConnectionQueueBytes && _streamBytes + bytes > options.ConnectionQueueBytes)
        {
            WakeThoseWithRoom();
        }
        else if (stream.HasWaiter && HasRoom(stream))
        {
            Wake(stream, DeliveryResult.Taken);
        }
    }

    private void WakeThoseWithRoom()
    {
        if (_waiters == 0)
        {
            return;
        }

        foreach (var stream in _streams.Values)
        {
            if (stream.HasWaiter && HasRoom(stream))
            {
                Wake(stream, DeliveryResult.Taken);
            }
        }
    }
}
