namespace Hotlink.Load.Client;

/// <summary>What wants to be sent on one connection: control frames first, then the sources that are ready, in turn. Thread-safe.</summary>
internal sealed class Outbox
{
    /// <summary>How many bytes of control frames may wait.</summary>
    public const int MaxControlBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _control = new();
    private readonly Queue<FrameSource> _ready = new();
    private int _controlBytes;

    /// <summary>Queues a whole frame.</summary>
    public void Add(byte[] frame)
    {
        lock (_lock)
        {
            if (_controlBytes + frame.Length > MaxControlBytes)
            {
                throw new LoadException("The server takes no more control messages: 16 MiB of them wait on one connection. Use fewer sessions per connection.");
            }

            _controlBytes += frame.Length;
            _control.Enqueue(frame);
        }
    }

    /// <summary>Queues a source, unless it stands there already.</summary>
    public void Add(FrameSource source)
    {
        lock (_lock)
        {
            if (!source.IsQueued)
            {
                source.IsQueued = true;
                _ready.Enqueue(source);
            }
        }
    }

    /// <summary>Writes as much as fits. Called by one writer at a time.</summary>
    public void FillInto(SendBuffer buffer)
    {
        while (TryPeekControl(out var frame))
        {
            if (!buffer.TryReserve(frame.Length, out var room))
            {
                return;
            }

            frame.CopyTo(room);
            buffer.Advance(frame.Length);
            TakeControl();
        }

        while (TryTakeSource(out var source))
        {
            if (source.Fill(buffer))
            {
                Add(source);
                return;
            }
        }
    }

    private bool TryPeekControl([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? frame)
    {
        lock (_lock)
        {
            return _control.TryPeek(out frame);
        }
    }

    private void TakeControl()
    {
        lock (_lock)
        {
            _controlBytes -= _control.Dequeue().Length;
        }
    }

    private bool TryTakeSource([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FrameSource? source)
    {
        lock (_lock)
        {
            if (_ready.TryDequeue(out source))
            {
                source.IsQueued = false;
                return true;
            }

            return false;
        }
    }
}
