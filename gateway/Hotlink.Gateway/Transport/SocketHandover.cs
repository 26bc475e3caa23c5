using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Hotlink.Gateway.Transport;

/// <summary>
/// Lets an upgraded request hand its socket over and end: the connection goes on without the several kilobytes that HTTP keeps for a
/// request. Lies outside of TLS; a request behind TLS keeps its socket for itself.
/// </summary>
internal sealed class SocketHandover(ConnectionContext connection)
{
    private readonly KeptPipe _transport = new(connection.Transport);
    private readonly HeartbeatRelay _heartbeat = new();
    private Func<IDuplexPipe, Task>? _run;

    /// <summary>Connection middleware: runs HTTP, and then what HTTP handed the socket over to.</summary>
    public static ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        var handover = new SocketHandover(connection);
        await handover.RunAsync(next);
    };

    /// <summary>Hands the socket over, unless there is TLS in between.</summary>
    /// <param name="transport">The transport as the request sees it.</param>
    /// <param name="run">Runs when the request has ended; the socket is closed after it.</param>
    public bool TryHandOver(IDuplexPipe transport, Func<IDuplexPipe, Task> run)
    {
        if (!ReferenceEquals(transport, _transport))
        {
            return false;
        }

        _transport.Keep();
        _run = run;
        return true;
    }

    private async Task RunAsync(ConnectionDelegate next)
    {
        var original = connection.Transport;
        connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static relay => ((HeartbeatRelay)relay!).Beat(), _heartbeat);
        connection.Features.Set<IConnectionHeartbeatFeature>(_heartbeat);
        connection.Features.Set(this);
        connection.Transport = _transport;
        await next(connection);
        _heartbeat.Forget();
        connection.Transport = original;
        if (_run is { } run)
        {
            _run = null;
            await run(original);
        }
    }
}
