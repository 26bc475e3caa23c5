namespace Hotlink.Daemon.Tunnels;

/// <summary>Tasks that somebody has to see the end of. Thread-safe.</summary>
internal sealed class OwnedTasks
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _tasks = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails with the first task that did. They deal with what is to be expected themselves.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Takes a task.</summary>
    public void Add(Task task)
    {
        var seen = SeeAsync(task);
        lock (_gate)
        {
            _tasks.RemoveWhere(static other => other.IsCompleted);
            _tasks.Add(seen);
        }
    }

    /// <summary>Completes when all have ended.</summary>
    public async Task EndAsync()
    {
        Task[] left;
        lock (_gate)
        {
            left = [.. _tasks];
        }

        await Task.WhenAll(left).ConfigureAwait(false);
    }

    private async Task SeeAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed.TrySetException(exception);
        }
        catch (OperationCanceledException)
        {
            // As asked for.
        }
    }
}
