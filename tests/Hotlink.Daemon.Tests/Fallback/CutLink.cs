using System.Net;
using System.Net.Sockets;

namespace Hotlink.Daemon.Tests.Fallback;

/// <summary>A way to the relay that a test can cut and close. Thread-safe.</summary>
internal sealed class CutLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _pumps = [];
    private readonly int _relayPort;
    private readonly Task _accepting;

    public CutLink(Uri relay)
    {
        _relayPort = relay.Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Whether newcomers are turned away.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Ends all connections: what is under way is lost.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _sockets.ForEach(static socket => socket.Close(0));
            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut();
        await Task.WhenAll(_pumps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            try
            {
                await LeadAsync(client);
            }
            catch (SocketException)
            {
                client.Close(0); // It has gone already.
            }
        }
    }

    private async Task LeadAsync(Socket client)
    {
        if (IsClosed)
        {
            client.Close(0);
            return;
        }

        client.NoDelay = true;
        var relay = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await relay.ConnectAsync(IPAddress.Loopback, _relayPort);
        lock (_gate)
        {
            _sockets.AddRange([client, relay]);
            _pumps.AddRange([PumpAsync(client, relay), PumpAsync(relay, client)]);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        from.Close(0);
        to.Close(0);
    }
}
