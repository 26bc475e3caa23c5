using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// What arrived for one session and waits for the call in flight to end: what queues meanwhile is the next batch. Thread-safe;
/// its own lock, for there are as many as routes.
/// </summary>
internal class Inbox
{
    private FrameBatch? _first;
    private InboxItemKind _firstKind;
    private bool _taking;
    private Queue<InboxItem>? _rest;
    private Task? _work;
    private long _bytes;

    /// <summary>The work of the one who takes items out, while it goes on.</summary>
    public Task Work => _work ?? Task.CompletedTask;

    /// <summary>The bytes of memory that wait or are in flight.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Adds a data or signal frame, and takes it over.</summary>
    public void Add(InboxItemKind kind, Frame frame)
    {
        // What is through is taken off on other threads, and outside of the lock.
        Interlocked.Add(ref _bytes, frame.Capacity);
        lock (this)
        {
            if (_rest is null or { Count: 0 } && (_first is null || _firstKind == kind))
            {
                _firstKind = kind;
                (_first ??= FrameBatch.Rent()).Add(frame);
                return;
            }

            var batch = FrameBatch.Rent();
            batch.Add(frame);
            (_rest ??= new(1)).Enqueue(new(kind, batch, default, frame.Capacity));
        }
    }

    /// <summary>Adds a word, behind everything that came before.</summary>
    public void Add(InboxItemKind kind, in WireMessage message, long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        lock (this)
        {
            (_rest ??= new(1)).Enqueue(new(kind, null, message, bytes));
        }
    }

    /// <summary>Becomes the one who takes items out, if there are any and nobody is.</summary>
    public bool TryBeginTaking()
    {
        lock (this)
        {
            if (_taking || (_first is null && _rest is null or { Count: 0 }))
            {
                return false;
            }

            return _taking = true;
        }
    }

    /// <summary>Remembers the work of the one who takes, unless there is nothing left for it to do.</summary>
    public void Follow(Task work)
    {
        lock (this)
        {
            _work = _taking ? work : null;
        }
    }

    /// <summary>Takes the next item. Where there is none, the caller has stopped being the one who takes.</summary>
    public bool TryTake(out InboxItem item)
    {
        lock (this)
        {
            if (_first is { } batch)
            {
                item = new(_firstKind, batch, default, batch.Capacity);
                _first = null;
                return true;
            }

            if (_rest is null || !_rest.TryDequeue(out item))
            {
                // Most sessions get a word at their beginning and at their end, and would keep the room for it between.
                (item, _taking, _rest, _work) = (default, false, null, null);
                return false;
            }

            while (item.Batch is { } frames && _rest.TryPeek(out var next) && next.Kind == item.Kind)
            {
                frames.Append(_rest.Dequeue().Batch!);
                item = item with { Bytes = item.Bytes + next.Bytes };
            }

            return true;
        }
    }

    /// <summary>An item is through.</summary>
    public void Done(in InboxItem item) => Interlocked.Add(ref _bytes, -item.Bytes);
}
