namespace Hotlink.Daemon.LocalSockets;

/// <summary>Tasks with one owner: each is observed, and all have ended when the owner ends. Thread-safe.</summary>
internal sealed class TaskCrew
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails when a task fails with anything but cancellation.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Starts a task.</summary>
    public void Run(Func<Task> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task task = null!;
        task = RunAsync();
        lock (_gate)
        {
            _running.Add(task);
        }

        start.SetResult();

        async Task RunAsync()
        {
            await start.Task.ConfigureAwait(false);
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Its owner's wish.
            }
            catch (Exception error)
            {
                _failed.TrySetException(error);
                _ = _failed.Task.Exception; // The owner may be gone.
            }
            finally
            {
                lock (_gate)
                {
                    _running.Remove(task);
                }
            }
        }
    }

    /// <summary>Completes when all tasks have ended, those included that come meanwhile.</summary>
    public async Task EndAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_gate)
            {
                running = [.. _running];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
