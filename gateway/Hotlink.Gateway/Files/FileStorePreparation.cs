using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Files;

/// <summary>Makes the datasites folders ready before the node takes peers.</summary>
internal sealed class FileStorePreparation(FileStores stores, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var store in stores.All)
            {
                store.Prepare(clock.GetUtcNow(), cancellationToken);
            }
        },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
