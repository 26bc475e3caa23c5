using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// What arrived for one session and waits for the call in flight to end: what queues meanwhile is the next batch. Thread-safe;
/// its own lock, for there are as many as routes.
/// </summary>
internal class Inbox
{
    private InboxBacklog? _backlog;
    private long _bytes;

    /// <summary>The bytes of memory that wait or are in flight.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The work of the one who takes items out, while it goes on.</summary>
    public Task Work
    {
        get
        {
            lock (this)
            {
                return _backlog?.Work ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Adds a data or signal frame, and takes it over.</summary>
    public void Add(InboxItemKind kind, Frame frame)
    {
        // What is through is taken off on other threads, and outside of the lock.
        Interlocked.Add(ref _bytes, frame.Capacity);
        lock (this)
        {
            var backlog = _backlog ??= InboxBacklog.Rent();
            if (backlog.Rest.Count == 0 && (backlog.First is null || backlog.FirstKind == kind))
            {
                backlog.FirstKind = kind;
                (backlog.First ??= FrameBatch.Rent()).Add(frame);
                return;
            }

            var batch = FrameBatch.Rent();
            batch.Add(frame);
            backlog.Rest.Enqueue(new(kind, batch, default, frame.Capacity));
        }
    }

    /// <summary>Adds a word, behind everything that came before.</summary>
    public void Add(InboxItemKind kind, in WireMessage message, long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        lock (this)
        {
            (_backlog ??= InboxBacklog.Rent()).Rest.Enqueue(new(kind, null, message, bytes));
        }
    }

    /// <summary>Becomes the one who takes items out, if there are any and nobody is.</summary>
    public bool TryBeginTaking()
    {
        lock (this)
        {
            if (_backlog is not { IsTaken: false, IsEmpty: false })
            {
                return false;
            }

            return _backlog.IsTaken = true;
        }
    }

    /// <summary>Remembers the work of the one who takes, unless there is nothing left for it to do.</summary>
    public void Follow(Task work)
    {
        lock (this)
        {
            if (_backlog is { IsTaken: true })
            {
                _backlog.Work = work;
            }
        }
    }

    /// <summary>Takes the next item. Where there is none, the caller has stopped being the one who takes.</summary>
    public bool TryTake(out InboxItem item)
    {
        lock (this)
        {
            item = default;
            if (_backlog is not { } backlog)
            {
                return false;
            }

            if (backlog.First is { } batch)
            {
                item = new(backlog.FirstKind, batch, default, batch.Capacity);
                backlog.First = null;
                return true;
            }

            if (!backlog.Rest.TryDequeue(out item))
            {
                _backlog = null;
                backlog.Return();
                return false;
            }

            while (item.Batch is { } frames && backlog.Rest.TryPeek(out var next) && next.Kind == item.Kind)
            {
                frames.Append(backlog.Rest.Dequeue().Batch!);
                item = item with { Bytes = item.Bytes + next.Bytes };
            }

            return true;
        }
    }

    /// <summary>An item is through.</summary>
    public void Done(in InboxItem item) => Interlocked.Add(ref _bytes, -item.Bytes);
}
