using Hotlink.Client;
using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>The directories that are served. One station for each, whoever asks for it first (pitfall 162). Thread-safe.</summary>
internal sealed class StationTable(HotlinkClient client, DatasitesFolder folder, LocalSocketOptions options, TaskCrew crew, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task<Station> Opening, CancellationTokenSource End)> _stations = new(StringComparer.Ordinal);

    /// <summary>Those that are up.</summary>
    public IReadOnlyList<Station> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _stations.Values.Where(static entry => entry.Opening.IsCompletedSuccessfully).Select(static entry => entry.Opening.Result)];
            }
        }
    }

    /// <summary>The station of a directory, if it is up or comes up.</summary>
    public Task<Station>? Find(string directory)
    {
        lock (_gate)
        {
            return _stations.TryGetValue(directory, out var entry) ? entry.Opening : null;
        }
    }

    /// <summary>The station of a directory; it is opened where there is none.</summary>
    /// <exception cref="IpcException">It can't be opened.</exception>
    /// <exception cref="DatasitePathException">The directory is none that may be served.</exception>
    public async Task<Station> OpenAsync(string directory)
    {
        Task<Station> opening;
        lock (_gate)
        {
            stopping.ThrowIfCancellationRequested();
            if (!_stations.TryGetValue(directory, out var entry))
            {
                if (_stations.Count >= options.MarkerCount)
                {
                    throw new IpcException(IpcFault.ListenFailed, "too many markers are served");
                }

                var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                var opened = new TaskCompletionSource<Station>(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = opened.Task.Exception; // Whoever waits for it is told.
                entry = _stations[directory] = (opened.Task, end);
                crew.Run(() => ServeAsync(directory, opened, end));
            }

            opening = entry.Opening;
        }

        return await opening.ConfigureAwait(false);
    }

    /// <summary>Ends a station.</summary>
    public void Close(string directory)
    {
        CancellationTokenSource? end;
        lock (_gate)
        {
            end = _stations.TryGetValue(directory, out var entry) ? entry.End : null;
        }

        try
        {
            end?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private async Task ServeAsync(string directory, TaskCompletionSource<Station> opened, CancellationTokenSource end)
    {
        try
        {
            var file = folder.Resolve($"{directory}/{StreamDirectories.MarkerName(options.Mode)}");
            var listener = await LocalListeners.OpenAsync(options, file, end.Token).ConfigureAwait(false);
            var station = await MakeAsync(directory, file, listener, end.Token).ConfigureAwait(false);
            opened.SetResult(station);
            await station.RunAsync(end.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IpcException or DatasitePathException)
        {
            options.OnEvent?.Invoke(new(LocalSocketEventKind.ListenFailed, directory, error.Message));
            opened.TrySetException(error);
            _ = opened.Task.Exception;
        }
        catch (OperationCanceledException)
        {
            opened.TrySetCanceled(CancellationToken.None);
        }
        finally
        {
            lock (_gate)
            {
                _stations.Remove(directory);
            }

            end.Dispose();
        }
    }

    // The marker is written before anybody is told that it is up.
    private async Task<Station> MakeAsync(string directory, string file, ILocalListener listener, CancellationToken stopped)
    {
        try
        {
            IpcMarker.Write(file, options.Mode, listener.Address);
            return new(directory, file, listener, client, options, stopped);
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
