using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hotlink.Gateway.Transport;

/// <summary>Writes a socket: what was put together since the last flush goes out with one system call. Holds no memory at rest. Not thread-safe.</summary>
internal sealed class SocketWriter(Socket socket, MemoryPool<byte> pool, SocketSenderPool senders) : PipeWriter
{
    [ThreadStatic]
    private static Pieces? _spare;
    private Pieces? _pieces;
    private IMemoryOwner<byte>? _block;
    private int _used;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _used + (_pieces?.Bytes ?? 0);

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_block is not null && _block.Memory.Length - _used < Math.Max(sizeHint, 1))
        {
            Seal();
        }

        return (_block ??= pool.Rent(sizeHint)).Memory[_used..];
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _used += bytes;

    /// <summary>Does nothing: a write to a socket ends with the socket.</summary>
    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null) => Release();

    /// <summary>Writes; completed where the socket takes no more.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Seal();
        if (_pieces is null)
        {
            return default;
        }

        var sender = senders.Rent();
        try
        {
            var sending = sender.SendAsync(socket, _pieces.Segments);
            return sending.IsCompletedSuccessfully ? new(Finish(sender, sending.Result)) : AwaitAsync(sender, sending);
        }
        catch (ObjectDisposedException)
        {
            return new(Finish(sender, SocketError.OperationAborted));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> AwaitAsync(SocketSender sender, ValueTask<SocketError> sending) =>
        Finish(sender, await sending.ConfigureAwait(false));

    private FlushResult Finish(SocketSender sender, SocketError error)
    {
        senders.Return(sender);
        Release();
        return new(isCanceled: false, isCompleted: error != SocketError.Success);
    }

    // The block takes no more: it is to be written.
    private void Seal()
    {
        if (_block is not null && _used > 0)
        {
            _pieces ??= TakeSpare();
            _pieces.Add(_block, _used);
            (_block, _used) = (null, 0);
        }
    }

    private static Pieces TakeSpare()
    {
        var pieces = _spare ?? new();
        _spare = null;
        return pieces;
    }

    private void Release()
    {
        _block?.Dispose();
        (_block, _used) = (null, 0);
        if (_pieces is { } pieces)
        {
            _pieces = null;
            pieces.Clear();
            _spare = pieces;
        }
    }

    private sealed class Pieces
    {
        private readonly List<IMemoryOwner<byte>> _owners = [];

        public List<ArraySegment<byte>> Segments { get; } = [];

        public long Bytes { get; private set; }

        public void Add(IMemoryOwner<byte> owner, int length)
        {
            MemoryMarshal.TryGetArray<byte>(owner.Memory[..length], out var segment);
            _owners.Add(owner);
            Segments.Add(segment);
            Bytes += length;
        }

        public void Clear()
        {
            _owners.ForEach(static owner => owner.Dispose());
            _owners.Clear();
            Segments.Clear();
            Bytes = 0;
        }
    }
}
