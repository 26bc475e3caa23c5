namespace Hotlink.Client.Waiting;

/// <summary>Lets any number of callers wait for the next change. Its owner guards it with a lock of its own.</summary>
internal sealed class RoomGate
{
    private TaskCompletionSource? _changed;

    /// <summary>Completes with the next <see cref="Open"/>.</summary>
    public Task WaitAsync() => (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes all who wait.</summary>
    public void Open()
    {
        _changed?.SetResult();
        _changed = null;
    }
}
