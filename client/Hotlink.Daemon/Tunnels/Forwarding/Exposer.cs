using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;
using Hotlink.Daemon.Tunnels.Streams;

namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>
/// Lets one peer reach a local service: every connection that the peer forwards becomes one to the service (docs/tunnels.md). Outlives
/// connections to the relay. Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
public sealed class Exposer
{
    private readonly ServiceAddress _service;
    private readonly TunnelOptions _options;
    private readonly RunHost _host;

    /// <summary>Makes an exposer that <see cref="RunAsync"/> starts.</summary>
    /// <param name="client">The client; whose user is who one is.</param>
    /// <param name="spec">From <see cref="TunnelSpec.CreateExpose"/>.</param>
    /// <param name="service">The service.</param>
    /// <param name="options">How it behaves.</param>
    public Exposer(HotlinkClient client, TunnelSpec spec, ServiceAddress service, TunnelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(service);
        (_service, _options) = (service, options ?? new());
        _host = new(client, spec, _options);
    }

    /// <summary>Serves the peer until it is cancelled; then peer and service are told, and nothing of it is left.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        _host.RunAsync([token => _host.AcceptAsync(ServeAsync, token)], cancellationToken);

    /// <summary>How it stands.</summary>
    public ForwardStatus GetStatus() => _host.GetStatus();

    private async Task ServeAsync(Inbound inbound, RunWord word, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = await _service.DialAsync(_options.DialTime, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            _host.Refuse(inbound, TextOf(failure.SocketErrorCode), cancellationToken);
            return;
        }

        await _host.JoinAsync(new(socket, TimeSpan.Zero), inbound, cancellationToken).ConfigureAwait(false);
    }

    // Without the address: that is none of the peer's business.
    private static string TextOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the service refuses the connection",
        SocketError.TimedOut => "the service does not answer",
        _ => $"the service can't be reached ({error})",
    };
}
