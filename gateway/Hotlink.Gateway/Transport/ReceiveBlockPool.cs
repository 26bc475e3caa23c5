using System.Buffers;
using System.Collections.Concurrent;

namespace Hotlink.Gateway.Transport;

/// <summary>
/// The memory that sockets are read into and written from, in blocks of 32 KiB: Kestrel's own 4 KiB blocks cost one system call for
/// every 4 KiB of a message. A connection at rest holds none; a garbage collection takes what is unused. Thread-safe.
/// </summary>
internal sealed class ReceiveBlockPool : MemoryPool<byte>
{
    /// <summary>The size of a block in bytes.</summary>
    public const int BlockBytes = 32 * 1024;

    private const int KeptBlocks = 512;
    private readonly ConcurrentQueue<Block> _free = new();
    private int _kept;

    public ReceiveBlockPool() => _ = new Trimmer(new(this));

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryDequeue(out var block))
        {
            return new Block(this);
        }

        Interlocked.Decrement(ref _kept);
        return block;
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Trim()
    {
        while (_free.TryDequeue(out _))
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) <= KeptBlocks)
        {
            _free.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    private sealed class Block(ReceiveBlockPool pool) : IMemoryOwner<byte>
    {
        // Pinned: the system reads into it and writes from it.
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public Memory<byte> Memory => _bytes;

        public void Dispose() => pool.Return(this);
    }

    // Finalized after a collection: what lay unused until then is let go, and the next one waits for the next collection.
    private sealed class Trimmer(WeakReference<ReceiveBlockPool> pool)
    {
        ~Trimmer()
        {
            if (pool.TryGetTarget(out var alive))
            {
                alive.Trim();
                GC.ReRegisterForFinalize(this);
            }
        }
    }
}
