namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// The applications at one marker, the oldest first. That one gets the frames; when it goes, the next takes over. Thread-safe.
/// </summary>
internal sealed class ConnectionList(int maxCount, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<LocalConnection> _connections = [];
    private TaskCompletionSource _changed = NewSource();
    private long _emptySince = time.GetTimestamp();

    /// <summary>How many are connected.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>All of them, the oldest first.</summary>
    public LocalConnection[] All
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>Those that were there before; null where there are too many.</returns>
    public LocalConnection[]? TryAdd(LocalConnection connection)
    {
        lock (_gate)
        {
            if (_connections.Count >= maxCount)
            {
                return null;
            }

            LocalConnection[] before = [.. _connections];
            _connections.Add(connection);
            _changed.TrySetResult();
            _changed = NewSource();
            return before;
        }
    }

    /// <summary>Removes one.</summary>
    public void Remove(LocalConnection connection)
    {
        lock (_gate)
        {
            if (_connections.Remove(connection) && _connections.Count == 0)
            {
                _emptySince = time.GetTimestamp();
            }
        }
    }

    /// <summary>Waits for the one that gets the frames.</summary>
    /// <param name="since">When the frame came that is waited for, as a timestamp.</param>
    /// <param name="patience">How long to wait after that, and after the last application has gone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null where nobody came in time.</returns>
    public async Task<LocalConnection?> CurrentAsync(long since, TimeSpan patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan left;
            lock (_gate)
            {
                if (_connections.Count > 0)
                {
                    return _connections[0];
                }

                changed = _changed.Task;
                left = patience - time.GetElapsedTime(Math.Max(since, _emptySince));
            }

            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await changed.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
