using System.IO.Pipelines;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Health;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Transport;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hotlink.Gateway.Connections;

/// <summary>Turns a request into a connection and sees it to its end.</summary>
internal sealed class ConnectionHost(
    EventsEndpoint endpoint, ConnectionRegistry registry, Attendance attendance, FileRelay files, Readiness readiness, INodeIdentity node,
    GatewayServices services)
{
    /// <summary>Handles <c>GET /api/v1/events</c>.</summary>
    public async Task RunAsync(HttpContext context)
    {
        if (readiness.State != ReadinessState.Ready || registry.Count >= services.Options.MaxConnectionCount || services.IsOverloaded)
        {
            await RefuseAsync(context, "relay takes no connections now");
            return;
        }

        if (await endpoint.NegotiateAsync(context) is not { } handshake)
        {
            return;
        }

        if (registry.CountOf(handshake.Peer.Tenant.Name, handshake.Peer.User) >= services.Options.UserConnectionCount)
        {
            await RefuseAsync(context, "too many connections of this user");
            return;
        }

        var peer = new Peer(handshake.Peer.User, ConnectionIds.Create(node.Name));
        var identity = new ConnectionIdentity(
            handshake.Peer.Tenant.Name, peer, handshake.Encoding, handshake.Peer.ExpiresAt, handshake.ClientVersion.Length > 0);
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var transport = context.Features.Get<IConnectionTransportFeature>()?.Transport ?? new StreamTransport(stream);
        if (context.Features.Get<AcceptedConnection>()?.TryTake(transport, Continuation(identity)) != true)
        {
            Action abort = context.Features.Get<IConnectionLifetimeFeature>() is { } lifetime ? lifetime.Abort : context.Abort;
            await RunAsync(identity, transport, () => Cut(transport, abort));
        }
    }

    // By itself: what it captures is held for as long as the connection is, and must not hold the request.
    private Func<SocketPipe, Task> Continuation(ConnectionIdentity identity) => socket => RunAsync(identity, socket, socket.Abort);

    private async Task RunAsync(ConnectionIdentity identity, IDuplexPipe transport, Action abort)
    {
        var connection = new PeerConnection(identity, transport, files, services, abort);
        services.Instruments.Connected();
        services.Log.Connected(identity.Peer.Connection, identity.Peer.User, identity.Tenant);

        // System is the first message, and whoever has seen it can be found: it waits until the connection is listed.
        connection.Outbound.Hold();
        connection.Outbound.Send(new(NoticeMessages.NewId(), new SystemMessage(ServerIdentity.Version, "ok")));
        registry.Add(connection);
        var announcing = Task.CompletedTask;
        try
        {
            announcing = attendance.AnnounceAsync(connection, await ListAsync(connection));
            await connection.RunAsync(() => attendance.DetachAsync(identity));
        }
        catch (Exception exception)
        {
            services.Log.ConnectionFailed(identity.Peer.Connection, exception);
            connection.Abort();
        }
        finally
        {
            await announcing;
            registry.Remove(connection);
            services.Instruments.Disconnected();
            services.Log.Disconnected(identity.Peer.Connection, "ended");
            await attendance.ForgetAsync(identity);
        }
    }

    // One that can't be listed is cut, and ends as any other: it may have been told of sessions already.
    private async ValueTask<IReadOnlyList<WaitingOpen>> ListAsync(PeerConnection connection)
    {
        try
        {
            var opens = await attendance.AttachAsync(connection.Identity);
            connection.Outbound.Release();
            files.Replay(connection.Identity, connection.Outbound); // Behind the listing: one that is published meanwhile comes twice, not never.
            if (readiness.State == ReadinessState.Draining)
            {
                connection.Close(CloseCode.ServiceRestart, Reasons.RelayShuttingDown); // It came in while the others were told.
            }

            return opens;
        }
        catch (Exception exception)
        {
            services.Log.ConnectionFailed(connection.Identity.Peer.Connection, exception);
            connection.Abort();
            return [];
        }
    }

    private static Task RefuseAsync(HttpContext context, string text)
    {
        context.Response.Clear();
        context.Response.Headers.RetryAfter = "1";
        return ErrorBody.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ErrorCodes.Internal, text);
    }

    private static void Cut(IDuplexPipe transport, Action abort)
    {
        abort();
        transport.Input.CancelPendingRead();
        transport.Output.CancelPendingFlush();
    }
}
