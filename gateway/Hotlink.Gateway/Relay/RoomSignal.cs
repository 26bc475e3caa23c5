namespace Hotlink.Gateway.Relay;

/// <summary>Lets one waiter know that something changed. Costs nothing while nobody waits. Thread-safe.</summary>
internal sealed class RoomSignal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next pulse.</summary>
    public Task NextAsync()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _next, next); // A full fence: what the waiter looks at next is not older than this.
        return next.Task;
    }

    /// <summary>Lets the waiter go on. To be called behind a full fence, so that the waiter sees the change or is seen here.</summary>
    public void Pulse()
    {
        if (Volatile.Read(ref _next) is not null)
        {
            Interlocked.Exchange(ref _next, null)?.TrySetResult();
        }
    }
}
