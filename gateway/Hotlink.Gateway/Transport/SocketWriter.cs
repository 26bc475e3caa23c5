using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Hotlink.Grains.Abstractions.Frames;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>Writes a socket: what was put together since the last flush goes out with one system call. Holds no memory at rest. Not thread-safe.</summary>
internal sealed class SocketWriter(Socket socket, MemoryPool<byte> pool, ObjectPool<SocketSender> senders) : PipeWriter
{
    private WritePieces? _pieces;
    private IMemoryOwner<byte>? _block;
    private int _sealed;
    private int _used;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _used - _sealed + (_pieces?.Bytes ?? 0);

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_block is not null && _block.Memory.Length - _used < Math.Max(sizeHint, 1))
        {
            SealBlock();
        }

        _block ??= (sizeHint > pool.MaxBufferSize ? MemoryPool<byte>.Shared : pool).Rent(sizeHint);
        return _block.Memory[_used..];
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _used += bytes;

    /// <summary>Writes a part of a frame from where it lies.</summary>
    /// <param name="frame">The frame; it is retained until the flush has ended.</param>
    /// <param name="part">What is written of it.</param>
    public void Attach(Frame frame, ReadOnlyMemory<byte> part)
    {
        frame.Retain();
        var pieces = Seal();
        pieces.Own(frame);
        pieces.Add(part);
    }

    /// <summary>Does nothing: a write to a socket ends with the socket.</summary>
    public override void CancelPendingFlush()
    {
    }

    /// <summary>Lets go of what was not flushed. To be called when no flush is pending.</summary>
    public override void Complete(Exception? exception = null) => Release();

    /// <summary>Writes; completed where the socket takes no more.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (UnflushedBytes == 0)
        {
            return default;
        }

        var pieces = SealBlock();
        var sender = senders.Get();
        try
        {
            var sending = sender.SendAsync(socket, pieces.Segments);
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

    // What the block holds is to be written; there may come more into it.
    private WritePieces Seal()
    {
        _pieces ??= WritePieces.Rent();
        if (_block is not null && _used > _sealed)
        {
            _pieces.Add(_block.Memory[_sealed.._used]);
            _sealed = _used;
        }

        return _pieces;
    }

    // The block takes no more.
    private WritePieces SealBlock()
    {
        var pieces = Seal();
        if (_block is not null)
        {
            pieces.Own(_block);
            (_block, _sealed, _used) = (null, 0, 0);
        }

        return pieces;
    }

    private void Release()
    {
        _block?.Dispose();
        (_block, _sealed, _used) = (null, 0, 0);
        var pieces = _pieces;
        _pieces = null;
        pieces?.Return();
    }
}
