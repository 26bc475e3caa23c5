using System.Net;
using System.Net.Sockets;

namespace Hotlink.Devstack.Network;

/// <summary>The link between one daemon and the relay, in the hands of a scenario: it can be cut, frozen and mended.</summary>
internal sealed class LinkProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly TcpListener _listener;
    private readonly IReadOnlyList<int> _targets;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly HashSet<Task> _connections = [];
    private readonly Task _accepting;
    private TaskCompletionSource? _frozen;
    private bool _cut;

    private LinkProxy(int port, IReadOnlyList<int> targets)
    {
        (_listener, _targets) = (new(IPAddress.Loopback, port), targets);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Listens on one port of this machine and passes on to the first of some others that takes the connection, as a load balancer does.</summary>
    public static LinkProxy Start(int port, params IReadOnlyList<int> targets) => new(port, targets);

    /// <summary>Ends all connections and takes no more.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var socket in _sockets)
            {
                socket.Close(0);
            }

            _sockets.Clear();
        }
    }

    /// <summary>Lets connections stand and moves nothing.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            _frozen ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends a cut or a freeze.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _cut = false;
            _frozen?.SetResult();
            _frozen = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        Mend();
        await _accepting;
        Task[] rest;
        lock (_gate)
        {
            rest = [.. _connections];
        }

        await Task.WhenAll(rest);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                var connection = ServeAsync(socket);
                lock (_gate)
                {
                    _connections.RemoveWhere(done => done.IsCompleted);
                    _connections.Add(connection);
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener was stopped; an accept that begins after that finds it so.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        Socket? far = null;
        try
        {
            using (near)
            {
                Admit(near);
                far = await DialAsync();
                Admit(far);
                (near.NoDelay, far.NoDelay) = (true, true);
                Task[] directions = [CopyAsync(near, far), CopyAsync(far, near)];
                await Task.WhenAny(directions);
                near.Close(0);
                far.Close(0);
                await Task.WhenAll(directions);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end is gone, or the link is cut.
        }
        finally
        {
            lock (_gate)
            {
                _sockets.Remove(near);
                _sockets.Remove(far!);
            }

            far?.Dispose();
        }
    }

    private async Task<Socket> DialAsync()
    {
        for (var at = 0; ; at++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, _targets[at], _end.Token);
                return socket;
            }
            catch (SocketException) when (at < _targets.Count - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private void Admit(Socket socket)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_cut, this);
            _sockets.Add(socket);
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                await ThawedAsync();
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other direction ends with this one.
        }
    }

    private Task ThawedAsync()
    {
        lock (_gate)
        {
            return _frozen?.Task ?? Task.CompletedTask;
        }
    }
}
