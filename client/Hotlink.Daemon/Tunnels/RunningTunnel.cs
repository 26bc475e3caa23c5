namespace Hotlink.Daemon.Tunnels;

/// <summary>A tunnel and the task that it runs in.</summary>
internal sealed class RunningTunnel : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <summary>Starts a tunnel.</summary>
    /// <param name="tunnel">The tunnel.</param>
    /// <param name="failed">Hears of a failure that is the end of it.</param>
    public RunningTunnel(Tunnel tunnel, Action<Exception> failed)
    {
        Tunnel = tunnel;
        _running = RunAsync(failed);
    }

    /// <summary>The tunnel.</summary>
    public Tunnel Tunnel { get; }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => _running.IsCompleted;

    /// <summary>Ends it and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync(Action<Exception> failed)
    {
        try
        {
            await Tunnel.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // As asked for.
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }
}
