namespace Hotlink.Daemon.Markers;

/// <summary>
/// Where in the tree something may have changed, collected until somebody looks. Bounded: too many hints become one, to look everywhere.
/// Thread-safe.
/// </summary>
internal sealed class TreeHints
{
    private const int MaxCount = 4096;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private TaskCompletionSource _given = NewSource();
    private bool _isEverywhere;

    /// <summary>Completes when there is a hint.</summary>
    public Task Given
    {
        get
        {
            lock (_gate)
            {
                return _given.Task;
            }
        }
    }

    /// <summary>Something happened to a place: an absolute path of a marker or directory.</summary>
    public void Add(string place)
    {
        lock (_gate)
        {
            _isEverywhere |= _places.Count >= MaxCount;
            if (!_isEverywhere)
            {
                _places.Add(place);
            }

            _given.TrySetResult();
        }
    }

    /// <summary>Something may have happened anywhere.</summary>
    public void AddEverywhere()
    {
        lock (_gate)
        {
            _isEverywhere = true;
            _given.TrySetResult();
        }
    }

    /// <summary>Takes the hints so far.</summary>
    /// <returns>The places; null for everywhere.</returns>
    public IReadOnlyCollection<string>? Take()
    {
        lock (_gate)
        {
            string[]? places = _isEverywhere ? null : [.. _places];
            _places.Clear();
            _isEverywhere = false;
            _given = _given.Task.IsCompleted ? NewSource() : _given;
            return places;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
