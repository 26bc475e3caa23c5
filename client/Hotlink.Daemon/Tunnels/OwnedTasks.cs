namespace Hotlink.Daemon.Tunnels;

/// <summary>Tasks that somebody has to see the end of. Thread-safe.</summary>
internal sealed class OwnedTasks
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Takes a task that deals with its failures itself; one that doesn't is a defect and comes out of <see cref="EndAsync"/>.</summary>
    public void Add(Task task)
    {
        lock (_gate)
        {
            _tasks.RemoveWhere(static other => other.IsCompletedSuccessfully || other.IsCanceled);
            _tasks.Add(task);
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
}
