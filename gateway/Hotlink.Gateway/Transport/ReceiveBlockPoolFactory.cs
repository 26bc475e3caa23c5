using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Hotlink.Gateway.Transport;

/// <summary>Gives Kestrel the blocks that sockets are read into: one pool for the whole process.</summary>
internal sealed class ReceiveBlockPoolFactory : IMemoryPoolFactory<byte>, IDisposable
{
    private readonly ReceiveBlockPool _pool = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => _pool;

    public void Dispose() => _pool.Dispose();
}
