namespace Hotlink.Grains.Abstractions.Frames;

/// <summary>
/// One message as it came from a socket, in a pooled buffer. It has one owner at a time, who passes it on or calls <see cref="Release"/>;
/// where it fans out, <see cref="Retain"/> counts the owners. The bytes are not written to after it was handed on.
/// </summary>
public sealed class Frame
{
    private readonly FramePool _pool;
    private readonly byte[] _buffer;
    private int _owners;

    internal Frame(FramePool pool, int sizeClass, int capacity)
    {
        _pool = pool;
        SizeClass = sizeClass;
        _buffer = GC.AllocateUninitializedArray<byte>(capacity);
    }

    /// <summary>How the bytes are encoded.</summary>
    public FrameFormat Format { get; set; }

    /// <summary>How many bytes are in use.</summary>
    public int Length { get; set; }

    /// <summary>How many bytes there is room for: what the frame costs while it is queued.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>The bytes in use.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>The bytes in use.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>The whole buffer, for the one who fills it.</summary>
    public Memory<byte> Buffer => _buffer;

    internal int SizeClass { get; }

    /// <summary>Adds an owner.</summary>
    /// <exception cref="InvalidOperationException">The frame was released by its last owner.</exception>
    public void Retain()
    {
        // Counted only where there is an owner: one too many would return the buffer to the pool a second time.
        for (var owners = Volatile.Read(ref _owners); owners > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
            {
                return;
            }

            owners = seen;
        }

        throw new InvalidOperationException("A frame was retained after its last owner released it.");
    }

    /// <summary>Takes an owner away; the last one returns the buffer to the pool.</summary>
    /// <exception cref="InvalidOperationException">The frame was released more often than it was owned.</exception>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _owners);
        if (left < 0)
        {
            throw new InvalidOperationException("A frame was released twice.");
        }

        if (left == 0)
        {
            _pool.Return(this);
        }
    }

    internal void Own()
    {
        Length = 0;
        Volatile.Write(ref _owners, 1);
    }
}
