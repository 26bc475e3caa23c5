using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// What arrived for one session and waits for the call in flight to end: what queues meanwhile is the next batch. Thread-safe;
/// its own lock, for nobody else has it.
/// </summary>
internal sealed class Inbox
{
    private FrameBatch? _first;
    private InboxItemKind _firstKind;
    private long _firstBytes;
    private Queue<InboxItem>? _rest;
    private bool _taking;
    private long _bytes;

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
                _firstBytes += frame.Capacity;
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

    /// <summary>Takes the next item. Where there is none, the caller has stopped being the one who takes.</summary>
    public bool TryTake(out InboxItem item)
    {
        lock (this)
        {
            if (_first is { } batch)
            {
                item = new(_firstKind, batch, default, _firstBytes);
                (_first, _firstBytes) = (null, 0);
                return true;
            }

            if (_rest is null || !_rest.TryDequeue(out item))
            {
                (item, _taking) = (default, false);
                _rest = null; // Most sessions get a word at their beginning and at their end, and would keep the room for it between.
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
