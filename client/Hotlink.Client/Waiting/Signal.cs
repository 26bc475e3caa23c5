using System.Threading.Tasks.Sources;

namespace Hotlink.Client.Waiting;

/// <summary>
/// Lets one caller at a time wait for something, without an allocation. <see cref="Set"/> and <see cref="WaitAsync"/> are called under the
/// owner's lock; the wait itself is awaited outside of it.
/// </summary>
internal sealed class Signal : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;
    private Lock? _gate;
    private bool _isWaiting;

    /// <summary>Whether somebody waits.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Waits for the next <see cref="Set"/>.</summary>
    /// <param name="gate">The lock that the owner holds: cancelling takes it, too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask WaitAsync(Lock gate, CancellationToken cancellationToken)
    {
        if (_isWaiting)
        {
            throw new InvalidOperationException("Only one call of this kind at a time.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        _core.Reset();
        (_isWaiting, _gate, _token) = (true, gate, cancellationToken);
        _registration = cancellationToken.UnsafeRegister(static (state, token) => ((Signal)state!).Cancel(token), this);
        return new(this, _core.Version);
    }

    /// <summary>Wakes who waits, if anybody.</summary>
    public void Set()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _registration.Unregister();
            _core.SetResult(true);
        }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    // A call that comes late may find another wait, with another token.
    private void Cancel(CancellationToken token)
    {
        lock (_gate!)
        {
            if (_isWaiting && _token == token)
            {
                _isWaiting = false;
                _core.SetException(new OperationCanceledException(token));
            }
        }
    }
}
