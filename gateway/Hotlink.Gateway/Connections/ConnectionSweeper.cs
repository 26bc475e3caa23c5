using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>Looks after all connections once a second.</summary>
internal sealed class ConnectionSweeper(ConnectionRegistry registry, GatewayServices services) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

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
