using System.Numerics;

namespace Hotlink.Grains.Abstractions.Frames;

/// <summary>
/// Buffers for frames, in powers of two from 1 KiB to 16 MiB. A rented frame costs no allocation in steady state; what is kept for reuse
/// is bounded, and <see cref="Trim"/> gives back what was not needed lately. Thread-safe.
/// </summary>
public sealed class FramePool
{
    /// <summary>The largest frame that can be rented, in bytes: 16 MiB.</summary>
    public const int MaxCapacity = 1 << 24;

    private const int MinShift = 10;
    private const int Classes = 15;
    private readonly SizeClass[] _classes;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="retainedBytesPerClass">How many bytes of unused buffers each of the 15 sizes may keep. Default 4 MiB.</param>
    public FramePool(int retainedBytesPerClass = 4 * 1024 * 1024) =>
        _classes = [.. Enumerable.Range(0, Classes).Select(i => new SizeClass(Math.Max(retainedBytesPerClass >> (i + MinShift), 1)))];

    /// <summary>The pool that a process uses where none is given.</summary>
    public static FramePool Shared { get; } = new();

    /// <summary>How many frames are rented and not returned.</summary>
    public long Outstanding => _classes.Sum(c => c.Outstanding);

    /// <summary>How many bytes the rented frames hold.</summary>
    public long OutstandingBytes => _classes.Select((c, i) => c.Outstanding << (i + MinShift)).Sum();

    /// <summary>Rents a frame with room for at least <paramref name="size"/> bytes. The caller owns it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaxCapacity"/> bytes, or less than none.</exception>
    public Frame Rent(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxCapacity);
        var index = Math.Max(32 - BitOperations.LeadingZeroCount((uint)Math.Max(size - 1, 0)) - MinShift, 0);
        var frame = _classes[index].Take() ?? new Frame(this, index, 1 << (index + MinShift));
        frame.Own();
        return frame;
    }

    /// <summary>Lets go of buffers that lay unused since the last call.</summary>
    public void Trim()
    {
        foreach (var sizeClass in _classes)
        {
            sizeClass.Trim();
        }
    }

    internal void Return(Frame frame) => _classes[frame.SizeClass].Put(frame);

    private sealed class SizeClass(int limit)
    {
        private readonly Lock _gate = new();
        private readonly Stack<Frame> _free = [];
        private long _outstanding;
        private int _leastFree;

        public long Outstanding => Volatile.Read(ref _outstanding);

        public Frame? Take()
        {
            lock (_gate)
            {
                _outstanding++;
                if (!_free.TryPop(out var frame))
                {
                    return null;
                }

                _leastFree = Math.Min(_leastFree, _free.Count);
                return frame;
            }
        }

        public void Put(Frame frame)
        {
            lock (_gate)
            {
                _outstanding--;
                if (_free.Count < limit)
                {
                    _free.Push(frame);
                }
            }
        }

        public void Trim()
        {
            lock (_gate)
            {
                for (var i = 0; i < _leastFree; i++)
                {
                    _free.Pop();
                }

                _leastFree = _free.Count;
                if (_free.Count == 0)
                {
                    _free.TrimExcess();
                }
            }
        }
    }
}
