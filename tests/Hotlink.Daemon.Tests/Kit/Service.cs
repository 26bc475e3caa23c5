using System.Net;
using System.Net.Sockets;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>A service that listens on a port of the loopback address.</summary>
public sealed class Service : IAsyncDisposable
{
    private readonly TcpListener _listener;

    public Service(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether somebody waits to be accepted.</summary>
    public bool HasNews => _listener.Pending();

    /// <summary>The next connection.</summary>
    public async Task<App> AcceptAsync(Func<string>? seen = null) =>
        App.Of(await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask().SoonAsync(seen));

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
