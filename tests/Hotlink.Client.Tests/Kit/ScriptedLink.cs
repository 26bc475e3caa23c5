using System.Net;
using System.Net.Sockets;

namespace Hotlink.Client.Tests.Kit;

/// <summary>
/// A TCP link between clients and a relay that does what a test says: it can be cut, frozen, slowed, delayed, closed to newcomers, or led to
/// another relay. Thread-safe.
/// </summary>
internal sealed class ScriptedLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _gate = new();
    private readonly List<ScriptedConnection> _connections = [];
    private readonly Task _accepting;
    private Uri _relay;

    public ScriptedLink(Uri relay)
    {
        _relay = relay;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How bytes are held up from here on.</summary>
    public LinkPace Pace { get; set; } = LinkPace.Free;

    /// <summary>What becomes of the relay's messages; as they come where unset.</summary>
    public Func<IMessageScramble>? Scramble { get; set; }

    /// <summary>
    /// After how many bytes, both directions together, a connection is cut, by its number from 0; null where it is left alone. An event, and not
    /// a duration: so a test is cut as often on a busy machine as on an idle one.
    /// </summary>
    public Func<int, long?> CutAfter { get; set; } = static _ => null;

    /// <summary>Whether newcomers are turned away.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How many connections were made.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>Leads further connections to another relay.</summary>
    public void LeadTo(Uri relay)
    {
        lock (_gate)
        {
            _relay = relay;
        }
    }

    /// <summary>Ends all connections with a reset: what is under way in either direction is lost.</summary>
    public void Cut()
    {
        ScriptedConnection[] connections;
        lock (_gate)
        {
            connections = [.. _connections];
            _connections.Clear();
        }

        foreach (var connection in connections)
        {
            connection.Reset();
        }
    }

    /// <summary>Cuts every so often until the token is cancelled.</summary>
    public async Task CutEveryAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(interval, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut();
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stopped.Token);
            if (IsClosed)
            {
                client.Dispose();
                continue;
            }

            lock (_gate)
            {
                _connections.Add(new(client, _relay, () => Pace, Scramble?.Invoke()) { CutAfter = CutAfter(ConnectionCount++) });
            }
        }
    }
}
