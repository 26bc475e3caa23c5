using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace Hotlink.Gateway.Transport;

/// <summary>
/// Reads a socket, a block at a time; holds no block while it waits. Whoever reads leaves a few bytes at most of what it has examined, the
/// beginning of a header say, or none. Not thread-safe.
/// </summary>
internal sealed class SocketReader : PipeReader
{
    private readonly Socket _socket;
    private readonly MemoryPool<byte> _pool;
    private IMemoryOwner<byte>? _block;
    private Rest _rest;
    private int _start;
    private int _end;
    private bool _isExamined;
    private bool _hasEnded;

    /// <summary>Reads on behind bytes that were read already.</summary>
    public SocketReader(Socket socket, MemoryPool<byte> pool, in ReadOnlySequence<byte> read)
    {
        (_socket, _pool) = (socket, pool);
        if (!read.IsEmpty)
        {
            _block = pool.Rent();
            read.CopyTo(_block.Memory.Span);
            _end = (int)read.Length;
        }
    }

    private ReadOnlySequence<byte> Unread => _block is null ? default : new(_block.Memory[_start.._end]);

    /// <summary>Returns what has come, at once where not all of it was examined.</summary>
    /// <exception cref="ConnectionResetException">The socket failed, or was closed on this side: a read that waits then may end instead.</exception>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        TryRead(out var result) ? new(result) : ReceiveAsync();

    public override bool TryRead(out ReadResult result)
    {
        result = new(Unread, isCanceled: false, _hasEnded);
        return _hasEnded || (_start < _end && !_isExamined);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var unread = Unread;
        _isExamined = unread.GetOffset(examined) == unread.GetOffset(unread.End);
        _start += (int)(unread.GetOffset(consumed) - unread.GetOffset(unread.Start));
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Not supported: who wants to end a read closes the socket.</summary>
    public override void CancelPendingRead() => throw new NotSupportedException("A read of a socket ends with the socket.");

    /// <summary>Lets go of what was read. To be called when no read is pending.</summary>
    public override void Complete(Exception? exception = null) => Release();

    // The builder's boxes are pooled: one is in use for each socket that waits, and none is made for each read.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReceiveAsync()
    {
        try
        {
            if (PutAside() is var length and <= Rest.Size)
            {
                await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None).ConfigureAwait(false);
                TakeBack(length);
            }

            var received = await _socket.ReceiveAsync(_block!.Memory[_end..], SocketFlags.None).ConfigureAwait(false);
            _end += received;
            (_hasEnded, _isExamined) = (received == 0, false);
            return new(Unread, isCanceled: false, _hasEnded);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new ConnectionResetException("The socket can't be read any more.", exception);
        }
    }

    // Gives the block back where what is left in it is little enough to be kept without one.
    private int PutAside()
    {
        var length = _end - _start;
        if (length == ReceiveBlockPool.BlockBytes)
        {
            throw new InvalidOperationException("A whole block was examined and none of it used.");
        }

        if (_block is not null && length <= Rest.Size)
        {
            _block.Memory.Span[_start.._end].CopyTo(_rest);
            Release();
        }
        else if (_block is not null)
        {
            _block.Memory[_start.._end].CopyTo(_block.Memory);
            (_start, _end) = (0, length);
        }

        return length;
    }

    private void TakeBack(int length)
    {
        _block = _pool.Rent();
        ((ReadOnlySpan<byte>)_rest)[..length].CopyTo(_block.Memory.Span);
        _end = length;
    }

    private void Release()
    {
        _block?.Dispose();
        (_block, _start, _end) = (null, 0, 0);
    }

    [InlineArray(Size)]
    private struct Rest
    {
        /// <summary>Longer than any header of a frame (RFC 6455, section 5.2).</summary>
        public const int Size = 16;
        private byte _first;
    }
}
