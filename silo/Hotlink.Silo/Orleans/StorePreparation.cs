using Microsoft.Extensions.Hosting;

namespace Hotlink.Silo.Orleans;

/// <summary>Sees to it that the membership store can be used before the silo looks for it. One that starts together with the nodes is waited for.</summary>
internal abstract class StorePreparation(HotlinkClusterOptions options, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await TryPrepareAsync(time.GetElapsedTime(started) < options.StoreStartTimeout, cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes what the store lacks. Many nodes do so at once.</summary>
    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>What a failure says of the store; null where it says nothing.</summary>
    protected abstract StoreFailure? Explain(Exception failure);

    private async Task<bool> TryPrepareAsync(bool mayFail, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (Explain(failure) is { } explained)
        {
            return mayFail && explained.MayPass
                ? false
                : throw new InvalidOperationException($"the membership store can't be used: {explained.Reason}", failure);
        }
    }
}
