namespace Hotlink.Testing.Peers;

/// <summary>What a peer received and no test has asked for yet, in order. Thread-safe.</summary>
internal sealed class Mailbox
{
    private const int ListedCount = 30;
    private readonly Lock _gate = new();
    private readonly LinkedList<ReceivedMessage> _unread = [];
    private readonly Queue<string> _lately = new();
    private TaskCompletionSource _changed = NewSignal();
    private ClosedBy? _closed;

    /// <summary>How it ended, if it has.</summary>
    public ClosedBy? Closed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    /// <summary>What came lately, and the end, in words.</summary>
    public string Lately
    {
        get
        {
            lock (_gate)
            {
                var end = _closed is { } closed ? $"; closed: {closed.Code} {closed.Reason}" : "; still connected";
                return (_lately.Count == 0 ? "no message" : string.Join(", ", _lately)) + end;
            }
        }
    }

    public void Add(ReceivedMessage message)
    {
        lock (_gate)
        {
            _unread.AddLast(message);
            _lately.Enqueue(message.ToString());
            if (_lately.Count > ListedCount)
            {
                _lately.Dequeue();
            }

            Signal();
        }
    }

    public void End(ClosedBy closed)
    {
        lock (_gate)
        {
            _closed ??= closed;
            Signal();
        }
    }

    public int Count(Func<ReceivedMessage, bool> match)
    {
        lock (_gate)
        {
            return _unread.Count(match);
        }
    }

    /// <summary>Takes the first message that matches; where there is none, says what to wait for, or null after the end.</summary>
    public ReceivedMessage? TryTake(Func<ReceivedMessage, bool> match, out Task? changed)
    {
        lock (_gate)
        {
            for (var node = _unread.First; node is not null; node = node.Next)
            {
                if (match(node.Value))
                {
                    _unread.Remove(node);
                    changed = null;
                    return node.Value;
                }
            }

            changed = _closed is null ? _changed.Task : null;
            return null;
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
