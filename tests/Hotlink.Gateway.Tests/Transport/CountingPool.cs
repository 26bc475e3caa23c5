using System.Buffers;
using Hotlink.Gateway.Transport;

namespace Hotlink.Gateway.Tests.Transport;

/// <summary>The gateway's blocks, and how many of them are out.</summary>
internal sealed class CountingPool : MemoryPool<byte>
{
    private readonly ReceiveBlockPool _inner = new();
    private int _rented;

    public int Rented => Volatile.Read(ref _rented);

    public override int MaxBufferSize => _inner.MaxBufferSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Interlocked.Increment(ref _rented);
        return new Lease(this, _inner.Rent(minBufferSize));
    }

    protected override void Dispose(bool disposing) => _inner.Dispose();

    private sealed class Lease(CountingPool pool, IMemoryOwner<byte> block) : IMemoryOwner<byte>
    {
        private bool _isReturned;

        public Memory<byte> Memory => _isReturned ? throw new ObjectDisposedException(nameof(Lease)) : block.Memory;

        public void Dispose()
        {
            ObjectDisposedException.ThrowIf(_isReturned, this);
            _isReturned = true;
            Interlocked.Decrement(ref pool._rented);
            block.Dispose();
        }
    }
}
