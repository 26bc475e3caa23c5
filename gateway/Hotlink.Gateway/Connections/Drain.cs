using Hotlink.Gateway.Health;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// Takes leave of all connections when the node stops: no new ones, what is queued is written, each is told to move (1012), some at a time,
/// within the host's shutdown timeout. Before anything else of the host is stopped: their sessions end while their grains are there.
/// </summary>
internal sealed class Drain(ConnectionRegistry registry, Readiness readiness, GatewayServices services) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.MarkDraining();
        await Task.Delay(services.Options.DrainDelay, services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TellAsync(cancellationToken);
        await registry.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in registry.All)
        {
            connection.Abort();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var all = registry.All.ToArray();
        foreach (var some in all.Chunk(DrainPace.StepOf(all.Length, services.Options.DrainTime)))
        {
            foreach (var connection in some)
            {
                connection.Close(CloseCode.ServiceRestart, Reasons.RelayShuttingDown);
            }

            if (some[^1] != all[^1])
            {
                await Task.Delay(DrainPace.StepTime, services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
