namespace Hotlink.Load.Client;

/// <summary>Lets a connection stop reading its socket, as a stuck peer would. Thread-safe.</summary>
internal sealed class ReadingGate
{
    private volatile TaskCompletionSource? _closed;

    /// <summary>From the next read on nothing is read.</summary>
    public void Close() => _closed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads on.</summary>
    public void Open()
    {
        var closed = _closed;
        _closed = null;
        closed?.TrySetResult();
    }

    /// <summary>Completes when it is open.</summary>
    public Task WhenOpenAsync() => _closed?.Task ?? Task.CompletedTask;
}
