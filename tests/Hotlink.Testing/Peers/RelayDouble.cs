using System.Net;
using System.Net.Sockets;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Peers;

/// <summary>
/// A relay that says what a test tells it to, byte by byte: what no good relay would say, or what a good one says at the worst moment.
/// It takes connections, and leaves each to the test, upgrade included.
/// </summary>
public sealed class RelayDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<RelayDoubleConnection> _connections = [];

    /// <summary>Begins to listen, on a free port.</summary>
    public RelayDouble() => _listener.Start();

    /// <summary>Where clients connect to.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The next connection, its request read and not answered.</summary>
    public async Task<RelayDoubleConnection> NextAsync()
    {
        var socket = await _listener.AcceptSocketAsync().WaitAsync(EventWait.Patience, TimeProvider.System);
        socket.NoDelay = true;
        var connection = new RelayDoubleConnection(new NetworkStream(socket, ownsSocket: true));
        _connections.Add(connection);
        await connection.ReadRequestAsync();
        return connection;
    }

    /// <summary>The next connection, upgraded and greeted.</summary>
    public async Task<RelayDoubleConnection> GreetNextAsync()
    {
        var connection = await NextAsync();
        await connection.UpgradeAsync();
        await connection.SendAsync(RelayDoubleConnection.Greeting);
        return connection;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        _connections.ForEach(static connection => connection.Dispose());
        return ValueTask.CompletedTask;
    }
}
