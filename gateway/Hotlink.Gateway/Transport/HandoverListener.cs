using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Hotlink.Gateway.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>Accepts sockets for the server, and owns those that upgraded requests took. Thread-safe.</summary>
internal sealed class HandoverListener(Socket socket, MemoryPool<byte> pool, ObjectPool<SocketSender> senders, GatewayLog log, TimeProvider time) : IConnectionListener
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<SocketPipe> _taken = [];
    private bool _isDisposed;

    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                return Configure(await socket.AcceptAsync(cancellationToken));
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TooManyOpenSockets)
            {
                log.TooManyFiles();
                await Task.Delay(RetryPause, time, cancellationToken); // At once it would fail again, and again.
            }
            catch (SocketException)
            {
                // Its peer gave up before it was accepted.
            }
        }
    }

    /// <summary>Runs with a socket until that ends, outside of whatever the caller's request is part of.</summary>
    /// <param name="taken">The socket.</param>
    /// <param name="read">What was read of it already.</param>
    /// <param name="run">What is done with it; then it is closed.</param>
    public void Own(Socket taken, byte[] read, Func<SocketPipe, Task> run)
    {
        var pipe = new SocketPipe(taken, pool, senders, new(read));
        lock (_taken)
        {
            _taken.Add(pipe);
            if (_isDisposed)
            {
                pipe.Abort();
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Listener.RunAsync(state.pipe, state.run), (Listener: this, pipe, run), preferLocal: false);
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the sockets that were taken: they were told before that the server stops. Completes when the last has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        lock (_taken)
        {
            _isDisposed = true;
            foreach (var pipe in _taken)
            {
                pipe.Abort();
            }

            CompleteIfEnded();
        }

        await _allEnded.Task;
    }

    private AcceptedConnection Configure(Socket accepted)
    {
        if (accepted.LocalEndPoint is IPEndPoint)
        {
            accepted.NoDelay = true;
        }

        return new(accepted, pool, senders, this);
    }

    // Never throws: nobody awaits it.
    private async Task RunAsync(SocketPipe pipe, Func<SocketPipe, Task> run)
    {
        try
        {
            await RunToEndAsync(pipe, run);
        }
        catch (Exception exception)
        {
            log.ConnectionFailed("", exception);
        }

        lock (_taken)
        {
            _taken.Remove(pipe);
            CompleteIfEnded();
        }
    }

    private static async Task RunToEndAsync(SocketPipe pipe, Func<SocketPipe, Task> run)
    {
        try
        {
            await run(pipe);
        }
        finally
        {
            pipe.Close();
        }
    }

    private void CompleteIfEnded()
    {
        if (_isDisposed && _taken.Count == 0)
        {
            _allEnded.TrySetResult();
        }
    }
}
