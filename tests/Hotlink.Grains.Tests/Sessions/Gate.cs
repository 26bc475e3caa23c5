namespace Hotlink.Grains.Tests.Sessions;

/// <summary>Holds back the answer to one call.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call was answered, and the answer is held.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    /// <summary>Lets the answer through.</summary>
    public void Open() => _open.SetResult();

    /// <summary>Has the call fail.</summary>
    public void Fail(Exception exception) => _open.SetException(exception);

    public Task PassAsync()
    {
        _arrived.SetResult();
        return _open.Task;
    }
}
