using System.Net.Sockets;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// One application that is connected: one reader and one writer of the same connection (pitfall 123). Its end of file is its end.
/// </summary>
internal sealed class LocalConnection(LocalTransport transport) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _drains = [];
    private readonly HlnkReader _frames = new();
    private bool _isWaiting;
    private bool _isOver;

    /// <summary>Reads frames until the application ends the connection.</summary>
    /// <param name="onFrame">Takes a frame; the next is read when it is done.</param>
    /// <param name="onRefused">Hears of frames that can't be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadAsync(Func<HlnkFrame, ValueTask> onFrame, Action<HlnkRefusal> onRefused, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (true)
            {
                SetWaiting(true);
                await transport.Stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
                SetWaiting(false);
                var count = await transport.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    return;
                }

                await TakeAsync(buffer.AsMemory(0, count), onFrame, onRefused).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The application is gone: what it had sent before has been read.
        }
        finally
        {
            SetOver();
        }
    }

    /// <summary>Writes a whole frame.</summary>
    /// <returns>Whether the system took it; the connection is of no use otherwise.</returns>
    public async Task<bool> TryWriteAsync(byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await transport.Stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
            await transport.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Completes when everything that had come before the call has been taken: an application that reconnects keeps its order.</summary>
    public Task WhenDrainedAsync()
    {
        lock (_gate)
        {
            // In this order: what is no longer unread was read before, and who waits again has taken it.
            if (_isOver || (!transport.HasUnread() && _isWaiting))
            {
                return Task.CompletedTask;
            }

            var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _drains.Add(drained);
            return drained.Task;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => transport.Stream.DisposeAsync();

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, Func<HlnkFrame, ValueTask> onFrame, Action<HlnkRefusal> onRefused)
    {
        while (true)
        {
            var refused = _frames.RefusedCount;
            bytes = bytes[_frames.Read(bytes.Span, out var frame)..];
            if (_frames.RefusedCount > refused)
            {
                onRefused(_frames.LastRefusal);
            }

            if (frame is null)
            {
                return;
            }

            await onFrame(frame).ConfigureAwait(false);
        }
    }

    private void SetWaiting(bool isWaiting)
    {
        lock (_gate)
        {
            _isWaiting = isWaiting;
            if (isWaiting && !transport.HasUnread())
            {
                Release();
            }
        }
    }

    private void SetOver()
    {
        lock (_gate)
        {
            _isOver = true;
            Release();
        }
    }

    private void Release()
    {
        _drains.ForEach(static drained => drained.TrySetResult());
        _drains.Clear();
    }
}
