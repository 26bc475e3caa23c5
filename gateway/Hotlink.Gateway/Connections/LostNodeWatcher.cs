using System.Threading.Channels;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// When a node is lost, grains are lost with it. This node's connections are made known anew, and each of their sessions is asked after:
/// one that is gone is closed towards its peer as <c>relay node lost</c>.
/// </summary>
internal sealed class LostNodeWatcher(INodeEvents nodes, ConnectionRegistry registry, Attendance attendance, GatewayServices services) : BackgroundService
{
    private const int MaxPending = 1024;
    private readonly Channel<string> _lost = Channel.CreateBounded<string>(MaxPending);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        nodes.NodeLost += Add;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        nodes.NodeLost -= Add;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var node in _lost.Reader.ReadAllAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(
                registry.All, stoppingToken, async (connection, _) => await Task.WhenAll(ListAsync(connection), connection.NodeLostAsync(node)));
        }
    }

    // Nobody would find a connection that isn't listed, and its peer would wait in silence: it is to come back, where it can be listed.
    private async Task ListAsync(PeerConnection connection)
    {
        try
        {
            await attendance.AnnounceAsync(connection, await attendance.AttachAsync(connection.Identity));
            if (!connection.IsOpen)
            {
                await attendance.DetachAsync(connection.Identity); // It ended meanwhile: the name must not stay on the lists.
            }
        }
        catch (Exception exception)
        {
            services.Log.HandlingFailed(connection.Identity.Peer.Connection, exception);
            connection.Close(CloseCode.ServiceRestart, Reasons.RelayNodeLost);
        }
    }

    private void Add(string node) => _lost.Writer.TryWrite(node);
}
