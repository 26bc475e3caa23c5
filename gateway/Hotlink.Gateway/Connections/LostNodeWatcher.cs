using System.Threading.Channels;
using Hotlink.Grains.Abstractions.Hosting;
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
            await Parallel.ForEachAsync(registry.All, stoppingToken, async (connection, _) => await LookAfterAsync(connection, node));
        }
    }

    private async ValueTask LookAfterAsync(PeerConnection connection, string node)
    {
        try
        {
            await attendance.AttachAsync(connection.Identity);
            if (!connection.IsOpen)
            {
                await attendance.DetachAsync(connection.Identity); // It ended meanwhile: the name must not stay on the lists.
                return;
            }

            await connection.NodeLostAsync(node);
        }
        catch (Exception exception)
        {
            services.Log.HandlingFailed(connection.Identity.Peer.Connection, exception);
        }
    }

    private void Add(string node) => _lost.Writer.TryWrite(node);
}
