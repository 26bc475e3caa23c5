using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Markers;

/// <summary>
/// Knows the marker files anywhere below <c>datasites/</c>, and tells any number of subscribers of changes within 250 ms. The system tells
/// of changes, and a slow walk makes sure; where it can't be watched (no inotify watches left, some mounts), known files are looked at
/// five times a second and the tree is walked as often as its size allows. Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
public sealed class MarkerFeed
{
    private static readonly TimeSpan WatchAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(30);
    private readonly Lock _gate = new();
    private readonly TreeHints _hints = new();
    private readonly TaskCompletionSource _ready = NewSource();
    private readonly DatasitesFolder _folder;
    private readonly MarkerFiles _files;
    private readonly MarkerFeedOptions _options;
    private TaskCompletionSource _changed = NewSource();
    private MarkerSet _markers = MarkerSet.Empty;
    private TreeWatch? _watch;
    private long? _lostAt;
    private string? _told;

    /// <summary>Makes a feed that <see cref="RunAsync"/> starts.</summary>
    public MarkerFeed(DatasitesFolder folder, MarkerFeedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (_folder, _files, _options) = (folder, new(folder), options ?? new());
    }

    /// <summary>The markers now.</summary>
    public MarkerSet Current => Look().Markers;

    /// <summary>Completes when the tree has been walked for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether the system tells of changes; otherwise they are looked for.</summary>
    public bool IsWatched => Volatile.Read(ref _watch) is not null;

    /// <summary>Starts to follow the markers. Subscriptions need not be ended.</summary>
    public MarkerSubscription Subscribe() => new(this);

    /// <summary>Follows the tree until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var started = _options.TimeProvider.GetTimestamp();
                await OnOwnThreadAsync(() => LookEverywhere(cancellationToken)).ConfigureAwait(false);
                _ready.TrySetResult();
                var pause = ScanPace.Between(_options.TimeProvider.GetElapsedTime(started), IsWatched);
                await FollowAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Read(ref _watch)?.Dispose();
            _ready.TrySetCanceled(CancellationToken.None);
        }
    }

    internal (MarkerSet Markers, Task Changed) Look()
    {
        lock (_gate)
        {
            return (_markers, _changed.Task);
        }
    }

    // Follows hints, or looks at what is known, until the next walk is due.
    private async Task FollowAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var time = _options.TimeProvider;
        using var due = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        while (!either.IsCancellationRequested)
        {
            var wait = IsWatched ? _hints.Given.WaitAsync(either.Token) : Task.Delay(ScanPace.Poll, time, either.Token);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                break;
            }

            if (IsWatched)
            {
                await Task.Delay(SettleTime, time, cancellationToken).ConfigureAwait(false); // A file is written in several steps.
            }

            if (_hints.Take() is not { } places)
            {
                return;
            }

            await OnOwnThreadAsync(() => LookAt(places, cancellationToken)).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private void LookEverywhere(CancellationToken cancellationToken)
    {
        Watch();
        _hints.Take();
        Publish(MarkersAt(_folder.Root, MarkerSet.Empty, cancellationToken), cancellationToken);
    }

    private void LookAt(IReadOnlyCollection<string> places, CancellationToken cancellationToken)
    {
        var markers = Current;
        foreach (var path in IsWatched ? [] : markers.All.Select(static marker => marker.Path))
        {
            markers = _files.Read(path) is { } marker ? markers.With(marker) : markers.Without(path);
        }

        foreach (var place in places)
        {
            markers = MarkersAt(place, markers, cancellationToken);
        }

        Publish(markers, cancellationToken);
    }

    // The markers, with what was at a place and below it replaced by what is there now.
    private MarkerSet MarkersAt(string place, MarkerSet markers, CancellationToken cancellationToken)
    {
        var path = _files.CanonicalOf(place);
        markers = path is null ? markers : markers.Without(path);
        var found = Directory.Exists(place) ? _files.Walk(place, cancellationToken) : path is null ? [] : [path];
        return found.Select(_files.Read).OfType<Marker>().Aggregate(markers, static (all, marker) => all.With(marker));
    }

    private void Watch()
    {
        var time = _options.TimeProvider;
        var watch = Volatile.Read(ref _watch);
        if (watch is { HasFailed: false } && Directory.Exists(_folder.Root))
        {
            return;
        }

        var reason = "it is switched off";
        if (watch is not null)
        {
            watch.Dispose();
            Volatile.Write(ref _watch, null);
            (_lostAt, reason) = (time.GetTimestamp(), "the system stopped to tell of changes");
        }
        else if (_options.UsesWatcher && (_lostAt is not { } lost || time.GetElapsedTime(lost) > WatchAgainAfter))
        {
            Volatile.Write(ref _watch, TreeWatch.TryStart(_folder.Root, _hints, out reason));
        }
        else if (_told is not null)
        {
            return;
        }

        Tell(IsWatched ? null : $"The folder can't be watched, markers are found by looking: {reason}");
    }

    private void Tell(string? text)
    {
        if (text is not null && text != _told)
        {
            _options.Log?.Invoke(text);
        }

        _told = text;
    }

    private void Publish(MarkerSet markers, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return; // The walk was cut short.
        }

        TaskCompletionSource? changed = null;
        lock (_gate)
        {
            if (markers.Since(_markers).Count > 0)
            {
                _markers = markers;
                (changed, _changed) = (_changed, NewSource());
            }
        }

        changed?.TrySetResult();
    }

    // Walks block: no thread of the pool is kept for them.
    private static Task OnOwnThreadAsync(Action look) =>
        Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
