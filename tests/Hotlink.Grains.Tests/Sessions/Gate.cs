using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>Holds back one call, or the answer to it.</summary>
internal sealed class Gate(bool holdsCall)
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the call itself is held back.</summary>
    public bool HoldsCall => holdsCall;

    /// <summary>Completes when the call, or the answer, is there and held.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

    /// <summary>Lets it through.</summary>
    public void Open() => _open.SetResult();

    /// <summary>Has the call fail.</summary>
    public void Fail(Exception exception) => _open.SetException(exception);

    public Task PassAsync()
    {
        _arrived.SetResult();
        return _open.Task;
    }
}
