using System.Collections.Concurrent;
using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// The part of a daemon that connects local applications with hotlinks: serves their markers, accepts sessions where
/// <c>stream.accept</c> is there, and puts files that come in place of a link into the stream (docs/local-sockets.md). Runs once;
/// everything but <see cref="RunAsync"/> is thread-safe.
/// </summary>
public sealed class LocalSocketHub
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, byte> _openings = new(StringComparer.Ordinal);
    private readonly HotlinkClient _client;
    private readonly DatasitesFolder _folder;
    private readonly MarkerFeed _markers;
    private readonly LocalSocketOptions _options;
    private readonly TaskCrew _crew = new();
    private readonly IdentityShelf _identities = new();
    private StationTable? _stations;

    /// <summary>Makes the part; the marker feed is run by its owner.</summary>
    public LocalSocketHub(HotlinkClient client, DatasitesFolder folder, MarkerFeed markers, LocalSocketOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(markers);
        (_client, _folder, _markers, _options) = (client, folder, markers, options ?? new());
    }

    /// <summary>How every marker stands that is served.</summary>
    public IReadOnlyList<LocalMarkerStatus> Markers => [.. (Volatile.Read(ref _stations)?.All ?? []).Select(static station => station.Marker.Status)];

    /// <summary>Works until it is cancelled; then sockets and sessions are gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var scope = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stations = new StationTable(_client, _folder, _options, _crew, scope.Token);
        Volatile.Write(ref _stations, stations);
        _crew.Run(() => FollowMarkersAsync(stations, scope.Token));
        _crew.Run(() => AcceptAllAsync(stations, scope.Token));
        try
        {
            await _crew.Failed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await scope.CancelAsync().ConfigureAwait(false);
            await _crew.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes note of a file that says what the next file is.</summary>
    /// <returns>Whether it is one: it needn't be kept then.</returns>
    public bool TakeIdentity(string path, ReadOnlySpan<byte> content)
    {
        if (FileIdentity.DirectoryOf(path) is not { } directory)
        {
            return false;
        }

        if (FileIdentity.TryParse(content, out var identity) && StreamDirectories.Holds(directory, identity.Path))
        {
            _identities.Put(identity);
        }

        return true;
    }

    /// <summary>A request or response has come as a file, and is stored: it belongs to the application's stream if its sender fell back.</summary>
    public async Task TakeFileAsync(string path, string tag, ReadOnlyMemory<byte> content)
    {
        var identity = _identities.Take(path, tag);
        var directory = StreamDirectories.ParentOf(path);
        var frame = new HlnkFrame(path, content, tag, (ulong)(identity?.Number ?? 0));
        if (content.IsEmpty || !StreamDirectories.IsEligible(path) || Volatile.Read(ref _stations) is not { } stations
            || await FindAsync(stations, directory, identity is not null).ConfigureAwait(false) is not { } station)
        {
            return;
        }

        if (identity is not null)
        {
            station.Lane.TakeFile(identity, frame);
        }
        else
        {
            station.Lane.TakeNamelessFile(frame);
        }
    }

    // A station is made for files only where the application wants a stream.
    private async Task<Station?> FindAsync(StationTable stations, string directory, bool isFallback)
    {
        try
        {
            return stations.Find(directory) is { } opening ? await opening.ConfigureAwait(false)
                : isFallback && IsWanted(directory) ? await stations.OpenAsync(directory).ConfigureAwait(false)
                : null;
        }
        catch (Exception error) when (error is IpcException or DatasitePathException or OperationCanceledException)
        {
            return null; // It is a file then.
        }
    }

    private bool IsWanted(string directory) => _markers.Current.Find($"{directory}/{MarkerNames.Accept}") is not null;

    private async Task FollowMarkersAsync(StationTable stations, CancellationToken cancellationToken)
    {
        var name = StreamDirectories.MarkerName(_options.Mode);
        var subscription = _markers.Subscribe();
        while (true)
        {
            foreach (var change in await subscription.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                var marker = change.Marker;
                if (!marker.Path.EndsWith($"/{name}", StringComparison.Ordinal))
                {
                    continue;
                }

                if (change.Kind == MarkerChangeKind.Removed)
                {
                    Lost(stations, marker.Directory);
                }
                else if (StreamDirectories.IsOwn(_folder.User, marker.Directory) && IpcMarker.IsOurs(_options.Mode, marker.Content.Span))
                {
                    _crew.Run(() => OpenAsync(stations, marker.Directory, cancellationToken));
                }
            }
        }
    }

    // The application takes its marker away: nobody is served any more, unless it still wants what a peer's session brings.
    private void Lost(StationTable stations, string directory)
    {
        if (stations.Find(directory) is { IsCompletedSuccessfully: true, Result: { HasSessions: true } station } && IsWanted(directory))
        {
            station.Marker.TryWriteMarker();
        }
        else
        {
            stations.Close(directory);
        }
    }

    // Tries until it works or the marker is gone: what stands in the way may go, such as a daemon that is just ending.
    private async Task OpenAsync(StationTable stations, string directory, CancellationToken cancellationToken)
    {
        if (!_openings.TryAdd(directory, 0))
        {
            return;
        }

        try
        {
            var file = $"{directory}/{StreamDirectories.MarkerName(_options.Mode)}";
            for (var pause = FirstRetry; !await TryOpenAsync(stations, directory).ConfigureAwait(false); pause = pause < LastRetry ? pause * 2 : pause)
            {
                await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                if (_markers.Current.Find(file) is null)
                {
                    return;
                }
            }
        }
        finally
        {
            _openings.TryRemove(directory, out _);
        }
    }

    private static async Task<bool> TryOpenAsync(StationTable stations, string directory)
    {
        try
        {
            await stations.OpenAsync(directory).ConfigureAwait(false);
            return true;
        }
        catch (IpcException error) when (error.Fault != IpcFault.MarkerForeign)
        {
            return false; // Told as an event.
        }
        catch (Exception error) when (error is IpcException or DatasitePathException)
        {
            return true; // The next change of the marker is the next attempt.
        }
    }

    private async Task AcceptAllAsync(StationTable stations, CancellationToken cancellationToken)
    {
        var subscription = _markers.Subscribe();
        var changed = subscription.NextAsync(cancellationToken);
        while (true)
        {
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var accepting = _client.AcceptAsync(new HotlinkFilter { Predicate = IsWelcome }, look.Token);
            await Task.WhenAny(accepting, changed).ConfigureAwait(false);
            await look.CancelAsync().ConfigureAwait(false); // Unless one was taken, those that wait are looked at again.
            if (changed.IsCompleted)
            {
                await changed.ConfigureAwait(false);
                changed = subscription.NextAsync(cancellationToken);
            }

            try
            {
                var session = new InboundSession(await accepting.ConfigureAwait(false), stations, _folder, _options);
                _crew.Run(() => session.RunAsync(cancellationToken));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nothing was welcome so far.
            }
        }
    }

    // Called on the thread that reads from the relay: looks only at what is known.
    private bool IsWelcome(HotlinkOffer offer)
    {
        var directory = StreamDirectories.Of(offer.Path);
        return offer.Peer.Length > 0 && !StreamDirectories.IsTcp(offer.Path) && DatasitePath.Check(offer.Path) == DatasitePathFault.None
            && directory.Contains('/', StringComparison.Ordinal) && IsWanted(directory);
    }
}
