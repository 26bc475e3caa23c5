namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// The frames that wait for an application, in order, bounded in bytes: a full one has its senders wait. One reader; thread-safe.
/// </summary>
internal sealed class FrameHold(int maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<HeldFrame> _frames = new();
    private TaskCompletionSource _changed = NewSource();
    private HoldEpoch _epoch = new();
    private long _bytes;

    /// <summary>How many frames wait, and their bytes.</summary>
    public (int Count, long Bytes) Size
    {
        get
        {
            lock (_gate)
            {
                return (_frames.Count, _bytes);
            }
        }
    }

    /// <summary>The epoch now.</summary>
    public HoldEpoch Epoch
    {
        get
        {
            lock (_gate)
            {
                return _epoch;
            }
        }
    }

    /// <summary>Adds a frame when there is room for it; one that is larger than all the room waits for an empty hold.</summary>
    /// <exception cref="OperationCanceledException">The epoch is over, or it was cancelled.</exception>
    public async ValueTask AddAsync(HeldFrame frame, HoldEpoch epoch, CancellationToken cancellationToken)
    {
        while (TryAdd(frame, epoch) is { } changed)
        {
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the first frame; it stays.</summary>
    public async ValueTask<HeldFrame> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_frames.TryPeek(out var frame))
                {
                    return frame;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The first frame has been delivered.</summary>
    public void Remove()
    {
        lock (_gate)
        {
            _bytes -= _frames.Dequeue().Bytes.Length;
            Signal();
        }
    }

    /// <summary>Gives all frames up, and ends the epoch.</summary>
    /// <returns>How many there were.</returns>
    public int Expire()
    {
        HoldEpoch over;
        int count;
        lock (_gate)
        {
            (over, _epoch) = (_epoch, new());
            count = _frames.Count;
            _frames.Clear();
            _bytes = 0;
            Signal();
        }

        over.End();
        return count;
    }

    // Null where it is done; else what to wait for.
    private Task? TryAdd(HeldFrame frame, HoldEpoch epoch)
    {
        lock (_gate)
        {
            epoch.Token.ThrowIfCancellationRequested();
            if (epoch != _epoch)
            {
                throw new OperationCanceledException("The hold was given up.");
            }

            if (_frames.Count > 0 && _bytes + frame.Bytes.Length > maxBytes)
            {
                return _changed.Task;
            }

            _frames.Enqueue(frame);
            _bytes += frame.Bytes.Length;
            Signal();
            return null;
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSource();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
