using System.Net;
using System.Net.Sockets;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>Stands between two ends of TCP connections: a load balancer, or a network that can be cut.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Task<int?>> _choose;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly Task _accepting;
    private bool _isCut;

    /// <summary>Forwards each connection to a port of its own choice; none where there is no port.</summary>
    public TcpForwarder(Func<Task<int?>> choose)
    {
        _choose = choose;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections, and lets no new one through.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var client in _open)
            {
                client.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    // Never throws: it ends with the listener.
    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    // Never throws: whatever ends one direction ends both.
    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                if (Register(client) && await _choose() is { } port)
                {
                    await server.ConnectAsync(IPAddress.Loopback, port);
                    await Task.WhenAny(
                        client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
            }
        }

        lock (_gate)
        {
            _open.Remove(client);
        }
    }

    private bool Register(TcpClient client)
    {
        lock (_gate)
        {
            return !_isCut && _open.Add(client);
        }
    }
}
