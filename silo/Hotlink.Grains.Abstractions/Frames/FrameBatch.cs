using System.Collections.Concurrent;

namespace Hotlink.Grains.Abstractions.Frames;

/// <summary>
/// Frames of one session, in order: what one hop hands to the next in one call. The receiver of the call owns the batch and its frames,
/// and ends with <see cref="Dispose"/> or by taking the frames out. Batches are pooled; one that was disposed is not touched again.
/// </summary>
public sealed class FrameBatch : IDisposable
{
    private const int PooledBatches = 1024;
    private const int PooledFrames = 256;
    private const long Abandoned = -1;
    private static readonly ConcurrentQueue<FrameBatch> Pool = new();
    private Frame[] _frames = new Frame[4];
    private static long _leases;

    // Positive while it is rented: no two rentals have the same number. 0 in the pool; Abandoned for good once it was given up.
    private long _lease;

    private FrameBatch()
    {
    }

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the frames hold together.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many bytes of memory the frames take together: no less than <see cref="Bytes"/>.</summary>
    public long Capacity { get; private set; }

    /// <summary>Tells this rental of the batch apart from all others, for <see cref="Abandon"/>.</summary>
    public long Lease => Volatile.Read(ref _lease);

    /// <summary>The frames, in order.</summary>
    public ReadOnlySpan<Frame> Frames => _frames.AsSpan(0, Count);

    /// <summary>An empty batch. The caller owns it.</summary>
    public static FrameBatch Rent()
    {
        if (!Pool.TryDequeue(out var batch))
        {
            batch = new FrameBatch();
        }

        Volatile.Write(ref batch._lease, Interlocked.Increment(ref _leases));
        return batch;
    }

    /// <summary>Adds a frame; the batch owns it from here on.</summary>
    /// <exception cref="InvalidOperationException">The batch was disposed of.</exception>
    public void Add(Frame frame)
    {
        if (Volatile.Read(ref _lease) <= 0)
        {
            throw new InvalidOperationException("A frame was added to a batch after it was disposed of.");
        }

        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, Count * 2);
        }

        _frames[Count++] = frame;
        Bytes += frame.Length;
        Capacity += frame.Capacity;
    }

    /// <summary>A second batch with the same frames, each with one owner more.</summary>
    public FrameBatch Share()
    {
        var copy = Rent();
        foreach (var frame in Frames)
        {
            frame.Retain();
            copy.Add(frame);
        }

        return copy;
    }

    /// <summary>Moves all frames of another batch to the end of this one and disposes of the other.</summary>
    public void Append(FrameBatch other)
    {
        foreach (var frame in other.Frames)
        {
            Add(frame);
        }

        other.Detach();
    }

    /// <summary>Returns the batch without releasing its frames: the caller has taken them over.</summary>
    /// <exception cref="InvalidOperationException">The batch was disposed of before.</exception>
    public void Detach()
    {
        var lease = Lease;
        if (lease <= 0 || Interlocked.CompareExchange(ref _lease, 0, lease) != lease)
        {
            throw new InvalidOperationException("A batch was disposed of twice.");
        }

        Clear();
        if (_frames.Length <= PooledFrames && Pool.Count < PooledBatches)
        {
            Pool.Enqueue(this);
        }
    }

    /// <summary>
    /// Takes the batch over from whoever called with it, and may <see cref="Abandon"/> it by now: only one of the two succeeds. The one who
    /// took it owns it as after <see cref="Rent"/>.
    /// </summary>
    public bool TryTake()
    {
        var lease = Lease;
        return lease > 0 && Interlocked.CompareExchange(ref _lease, Interlocked.Increment(ref _leases), lease) == lease;
    }

    /// <summary>
    /// Gives a batch up whose call failed before anybody took it: its frames are released, unless it was taken after all. Such a batch is
    /// not used again, for somebody may still hold it.
    /// </summary>
    /// <param name="lease">The rental, as it was before the call.</param>
    /// <returns>Whether the frames were released.</returns>
    public bool Abandon(long lease)
    {
        if (lease <= 0 || Interlocked.CompareExchange(ref _lease, Abandoned, lease) != lease)
        {
            return false;
        }

        foreach (var frame in Frames)
        {
            frame.Release();
        }

        Clear();
        return true;
    }

    /// <summary>Releases the frames and returns the batch.</summary>
    /// <exception cref="InvalidOperationException">The batch was disposed of before.</exception>
    public void Dispose()
    {
        foreach (var frame in Frames)
        {
            frame.Release();
        }

        Detach();
    }

    private void Clear()
    {
        Array.Clear(_frames, 0, Count);
        (Count, Bytes, Capacity) = (0, 0, 0);
    }
}
