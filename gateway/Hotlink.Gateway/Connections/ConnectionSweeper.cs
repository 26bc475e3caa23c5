using Hotlink.Gateway.Health;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// Looks after all connections once a second, and takes leave of them when the node stops: no new ones, what is queued is written, each is
/// told to move (1012), within the host's shutdown timeout.
/// </summary>
internal sealed class ConnectionSweeper(ConnectionRegistry registry, Readiness readiness, GatewayServices services) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.MarkDraining();
        foreach (var connection in registry.All)
        {
            connection.Close(CloseCode.ServiceRestart, Reasons.RelayShuttingDown);
        }

        await registry.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in registry.All)
        {
            connection.Abort();
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, services.Time);
        await using var stop = stoppingToken.Register(timer.Dispose); // The end of the loop, not an exception.
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            services.Pool.Trim();
            foreach (var connection in registry.All)
            {
                connection.Tick();
            }
        }
    }
}
