namespace Hotlink.Client.Sessions;

/// <summary>The streams of a client, by the ids of their sessions. Thread-safe; calls nobody under its lock.</summary>
internal sealed class SessionTable
{
    private const int MaxEnded = 1024;
    private const int MaxLingering = 256;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OutboundStream> _outbound = [];
    private readonly Dictionary<string, InboundStream> _inbound = [];
    private readonly Dictionary<StreamMark, InboundStream> _known = [];
    private readonly HashSet<OutboundStream> _senders = [];
    private readonly HashSet<OutboundStream> _lingering = [];
    private readonly HashSet<InboundStream> _receivers = [];
    private readonly LinkedList<InboundStream> _ended = new();
    private bool _isClosed;

    /// <summary>Takes no further streams for sending. Those that are there stay.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    /// <summary>All streams for sending.</summary>
    public OutboundStream[] Senders()
    {
        lock (_gate)
        {
            return [.. _senders];
        }
    }

    /// <summary>All streams for receiving, those that have ended and are kept a while included.</summary>
    public InboundStream[] Receivers()
    {
        lock (_gate)
        {
            return [.. _receivers, .. _ended];
        }
    }

    /// <summary>A stream for sending has begun.</summary>
    /// <returns>Whether there is room for it: none in a client that is being disposed of.</returns>
    public bool TryAdd(OutboundStream stream)
    {
        lock (_gate)
        {
            return !_isClosed && _senders.Add(stream);
        }
    }

    /// <summary>A stream for sending has ended, and its receiver has to hear so.</summary>
    /// <returns>Whether it may take its time: no more than so many do.</returns>
    public bool TryLinger(OutboundStream stream)
    {
        lock (_gate)
        {
            return _lingering.Contains(stream) || (_lingering.Count < MaxLingering && _lingering.Add(stream));
        }
    }

    /// <summary>A stream for sending is over.</summary>
    public void Remove(OutboundStream stream, string sessionId)
    {
        lock (_gate)
        {
            _senders.Remove(stream);
            _lingering.Remove(stream);
            _outbound.Remove(sessionId);
        }
    }

    /// <summary>A stream for sending goes on in another session.</summary>
    public void Move(OutboundStream stream, string oldSession, string newSession)
    {
        lock (_gate)
        {
            _outbound.Remove(oldSession);
            _outbound[newSession] = stream;
        }
    }

    /// <summary>A stream for receiving has begun in a session.</summary>
    public void Add(InboundStream stream, string sessionId)
    {
        lock (_gate)
        {
            _receivers.Add(stream);
            _inbound[sessionId] = stream;
            if (stream.Mark.Tag.Length > 0)
            {
                _known[stream.Mark] = stream;
            }
        }
    }

    /// <summary>A session of a stream for receiving.</summary>
    public void Map(string sessionId, InboundStream stream)
    {
        lock (_gate)
        {
            _inbound[sessionId] = stream;
        }
    }

    /// <summary>A session is over.</summary>
    public void Unmap(string sessionId)
    {
        lock (_gate)
        {
            _inbound.Remove(sessionId);
        }
    }

    /// <summary>A stream for receiving has ended; it is kept a while for a sender that did not hear so.</summary>
    public void Retire(InboundStream stream)
    {
        lock (_gate)
        {
            if (!_receivers.Remove(stream) || stream.Mark.Tag.Length == 0)
            {
                return;
            }

            _ended.AddLast(stream);
            if (_ended.Count > MaxEnded)
            {
                Drop(_ended.First!.Value);
            }
        }
    }

    /// <summary>A stream that was kept is forgotten.</summary>
    public void Forget(InboundStream stream)
    {
        lock (_gate)
        {
            Drop(stream);
        }
    }

    /// <summary>The stream for sending of a session.</summary>
    public OutboundStream? FindOutbound(string sessionId)
    {
        lock (_gate)
        {
            return _outbound.GetValueOrDefault(sessionId);
        }
    }

    /// <summary>The stream for receiving of a session.</summary>
    public InboundStream? FindInbound(ReadOnlySpan<char> sessionId)
    {
        lock (_gate)
        {
            return _inbound.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sessionId, out var stream) ? stream : null;
        }
    }

    /// <summary>The stream for receiving that a new session may belong to.</summary>
    public InboundStream? FindKnown(StreamMark mark)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(mark);
        }
    }

    private void Drop(InboundStream stream)
    {
        _ended.Remove(stream);
        if (_known.GetValueOrDefault(stream.Mark) == stream)
        {
            _known.Remove(stream.Mark);
        }
    }
}
