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
    private static readonly ConcurrentQueue<FrameBatch> Pool = new();
    private Frame[] _frames = new Frame[4];
    private int _rented;

    private FrameBatch()
    {
    }

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the frames hold together.</summary>
    public long Bytes { get; private set; }

    /// <summary>The frames, in order.</summary>
    public ReadOnlySpan<Frame> Frames => _frames.AsSpan(0, Count);

    /// <summary>An empty batch. The caller owns it.</summary>
    public static FrameBatch Rent()
    {
        if (!Pool.TryDequeue(out var batch))
        {
            batch = new FrameBatch();
        }

        Volatile.Write(ref batch._rented, 1);
        return batch;
    }

    /// <summary>Adds a frame; the batch owns it from here on.</summary>
    /// <exception cref="InvalidOperationException">The batch was disposed of.</exception>
    public void Add(Frame frame)
    {
        if (Volatile.Read(ref _rented) == 0)
        {
            throw new InvalidOperationException("A frame was added to a batch after it was disposed of.");
        }

        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, Count * 2);
        }

        _frames[Count++] = frame;
        Bytes += frame.Length;
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
        if (Interlocked.Exchange(ref _rented, 0) == 0)
        {
            throw new InvalidOperationException("A batch was disposed of twice.");
        }

        Array.Clear(_frames, 0, Count);
        (Count, Bytes) = (0, 0);
        if (_frames.Length <= PooledFrames && Pool.Count < PooledBatches)
        {
            Pool.Enqueue(this);
        }
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
}
