using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Diagnostics;

/// <summary>What the gateway writes to the log. Event ids 1000 to 1999. Never a token, a payload or a path.</summary>
internal sealed partial class GatewayLog(ILogger<GatewayLog> logger)
{
    [LoggerMessage(1001, LogLevel.Debug, "Connection {ConnectionId} of {Peer} in tenant {Tenant} is up.")]
    public partial void Connected(string connectionId, string peer, string tenant);

    [LoggerMessage(1002, LogLevel.Debug, "Connection {ConnectionId} is down: {Outcome}.")]
    public partial void Disconnected(string connectionId, string outcome);

    [LoggerMessage(1003, LogLevel.Debug, "Connection {ConnectionId} can't be written to any more.")]
    public partial void WriteFailed(string connectionId, Exception exception);

    [LoggerMessage(1004, LogLevel.Debug, "Connection {ConnectionId} sent a frame that can't be decoded: {Violation}.")]
    public partial void Undecodable(string connectionId, string violation);

    [LoggerMessage(1005, LogLevel.Error, "A message of connection {ConnectionId} could not be handled.")]
    public partial void HandlingFailed(string connectionId, Exception exception);

    [LoggerMessage(1006, LogLevel.Information, "Connection {ConnectionId} takes nothing any more: {Count} sessions were closed.")]
    public partial void ReceiverTooSlow(string connectionId, int count);

    [LoggerMessage(1007, LogLevel.Error, "Connection {ConnectionId} failed.")]
    public partial void ConnectionFailed(string connectionId, Exception exception);

    [LoggerMessage(1009, LogLevel.Information, "Connection {ConnectionId} was asked for a sign of life and gave none for {Patience}.")]
    public partial void Silent(string connectionId, TimeSpan patience);

    [LoggerMessage(1008, LogLevel.Warning, "No connection can be accepted: the process has as many open files as it may (ulimit -n). Tried again in a second.")]
    public partial void TooManyFiles();
}
