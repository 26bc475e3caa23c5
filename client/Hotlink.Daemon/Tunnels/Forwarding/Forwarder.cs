using System.Net;
using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;
using Hotlink.Daemon.Tunnels.Streams;

namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>
/// Listens on a local port: every connection, any number at once, is one to the service that the peer exposes (docs/tunnels.md).
/// Outlives connections to the relay. Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
public sealed class Forwarder
{
    private readonly TunnelSpec _spec;
    private readonly TunnelOptions _options;
    private readonly RunHost _host;
    private readonly Slots _connections;
    private string _busy = "";

    /// <summary>Makes a forwarder that <see cref="RunAsync"/> starts.</summary>
    /// <param name="client">The client; whose user is who one is.</param>
    /// <param name="spec">From <see cref="TunnelSpec.CreateForward"/>.</param>
    /// <param name="options">How it behaves.</param>
    public Forwarder(HotlinkClient client, TunnelSpec spec, TunnelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(spec);
        (_spec, _options) = (spec, options ?? new());
        _host = new(client, spec, _options);
        _connections = new(_options.ConnectionCount);
    }

    /// <summary>Listens and copies until it is cancelled; then peers and applications are told, and nothing of it is left.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        _host.RunAsync([ListenAsync, token => _host.AcceptAsync(BindAsync, token)], cancellationToken);

    /// <summary>How it stands.</summary>
    public ForwardStatus GetStatus() => _host.GetStatus();

    private Task ListenAsync(CancellationToken cancellationToken) =>
        new TunnelListener(new IPEndPoint(_options.BindAddress, _spec.Port), _options.TimeProvider)
        {
            Accepted = socket => OnConnection(socket, cancellationToken),
            Listening = port =>
            {
                Volatile.Write(ref _busy, "");
                _host.Report(TunnelEventKind.Listening, new IPEndPoint(_options.BindAddress, port).ToString());
            },
            Failed = OnBusy,
        }.RunAsync(cancellationToken);

    // The same again is no news.
    private void OnBusy(string reason)
    {
        if (Interlocked.Exchange(ref _busy, reason) != reason)
        {
            _host.Report(TunnelEventKind.PortBusy, reason);
        }
    }

    private void OnConnection(Socket socket, CancellationToken cancellationToken)
    {
        if (!_connections.TryTake())
        {
            TunnelConnection.Reset(socket);
            _host.Report(TunnelEventKind.RunFailed, RunHost.TooMany);
            return;
        }

        _host.Own(ServeAsync(new(socket, TimeSpan.Zero), cancellationToken));
    }

    private async Task ServeAsync(TunnelConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await _host.JoinAsync(connection, null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _connections.Give();
        }
    }

    // The peer's answer to a connection, or its word that there is none.
    private Task BindAsync(Inbound inbound, RunWord word, CancellationToken cancellationToken)
    {
        var run = _host.Find(word.Answers);
        if (word.IsGone)
        {
            inbound.Reader.Abort("understood");
            run?.Stop(word.Remark.Length > 0 ? word.Remark : "the peer gave the connection up");
        }
        else if (run?.Attach(inbound) != true)
        {
            _host.Refuse(inbound, "the connection that it answers is over", cancellationToken);
        }

        return Task.CompletedTask;
    }
}
