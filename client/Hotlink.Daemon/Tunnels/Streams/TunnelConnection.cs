using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>The connection of an application.</summary>
internal sealed class TunnelConnection : Candidate, IDisposable
{
    private readonly Socket _socket;
    private readonly Lock _ending = new();
    private bool _hasEndedSending;

    /// <summary>Takes a socket over.</summary>
    public TunnelConnection(Socket socket, TimeSpan since)
        : base(since)
    {
        socket.NoDelay = true;
        _socket = socket;
        HasWord = WaitForWordAsync();
    }

    /// <summary>
    /// Completes when something can be read, though nothing is: true for a byte, false where the application has left without one. Fails
    /// where it was reset. Nobody reads before that.
    /// </summary>
    public Task<bool> HasWord { get; }

    /// <summary>
    /// Whether the application has reset it, as far as can be seen without reading; or has sent urgent data, which a stream can't carry.
    /// Looking takes nothing away: a read that took place meanwhile must not see an end in good order.
    /// </summary>
    public bool IsReset
    {
        get
        {
            try
            {
                return _socket.Poll(TimeSpan.Zero, SelectMode.SelectError);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>Takes what the application has sent.</summary>
    /// <returns>How much; 0 where it has ended its sending.</returns>
    /// <exception cref="SocketException">It was reset.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            CheckEnd();
        }

        return count;
    }

    /// <summary>Gives the application bytes, all of them.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }

    /// <summary>Tells the application that nothing more will come.</summary>
    public void EndSending()
    {
        lock (_ending)
        {
            _hasEndedSending = true;
            _socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>Ends it so that the application sees a failure, not an end.</summary>
    public void Reset() => Reset(_socket);

    /// <summary>Resets a connection that nobody serves.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }

    /// <summary>Ends it in good order.</summary>
    public void Dispose() => _socket.Dispose();

    // The system tells of a reset once. Where a write was told, reads see an end behind it that nobody has made; writes fail still.
    private void CheckEnd()
    {
        lock (_ending)
        {
            if (!_hasEndedSending)
            {
                _socket.Send(ReadOnlySpan<byte>.Empty);
            }
        }
    }

    private async Task<bool> WaitForWordAsync()
    {
        await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None).ConfigureAwait(false);
        return _socket.Available > 0 || await _socket.ReceiveAsync(new byte[1], SocketFlags.Peek).ConfigureAwait(false) > 0;
    }
}
