using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Gateway.Connections;

/// <summary>What is queued for a socket on behalf of one session. Guarded by the lock of its queue.</summary>
internal sealed class OutboundStream
{
    private readonly Queue<Frame> _frames = new(4);
    private TaskCompletionSource<DeliveryResult>? _room;

    /// <summary>The session's id; empty for messages of no session.</summary>
    public required string SessionId { get; set; }

    /// <summary>Whether the stream waits for its turn to be written.</summary>
    public bool IsReady { get; set; }

    /// <summary>The bytes of memory that what is queued takes.</summary>
    public long Bytes { get; private set; }

    public bool IsEmpty => _frames.Count == 0;

    public bool HasWaiter => _room is not null;

    public void Enqueue(Frame frame)
    {
        _frames.Enqueue(frame);
        Bytes += frame.Capacity;
    }

    public Frame Dequeue()
    {
        var frame = _frames.Dequeue();
        Bytes -= frame.Capacity;
        return frame;
    }

    /// <summary>Completes when there is room again, or never will be.</summary>
    public Task<DeliveryResult> WaitAsync() =>
        (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets those go on who wait for room.</summary>
    public void Complete(DeliveryResult result)
    {
        _room?.SetResult(result);
        _room = null;
    }

    /// <summary>Releases what is queued.</summary>
    public long Discard()
    {
        var discarded = Bytes;
        while (_frames.TryDequeue(out var frame))
        {
            frame.Release();
        }

        Bytes = 0;
        return discarded;
    }
}
