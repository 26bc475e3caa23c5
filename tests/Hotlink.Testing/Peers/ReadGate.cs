namespace Hotlink.Testing.Peers;

/// <summary>Lets a reader through, or has it wait. Thread-safe.</summary>
internal sealed class ReadGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _closed;

    public Task PassAsync()
    {
        lock (_gate)
        {
            return _closed?.Task ?? Task.CompletedTask;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open()
    {
        lock (_gate)
        {
            _closed?.TrySetResult();
            _closed = null;
        }
    }
}
