using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Tunnels;

/// <summary>
/// The TCP tunnels of one datasite: those that <c>stream.tcp</c> markers ask for, for as long as the markers are there, and those that are
/// added by hand. Outlives connections to the relay. Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
public sealed class TunnelHost
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HotlinkClient _client;
    private readonly string _user;
    private readonly MarkerFeed? _markers;
    private readonly TunnelOptions _options;
    private readonly Dictionary<string, RunningTunnel> _byMarker = new(StringComparer.Ordinal);
    private readonly List<RunningTunnel> _byHand = [];
    private bool _isOver;
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>Makes a host that <see cref="RunAsync"/> starts.</summary>
    /// <param name="client">The client; whose user is who one is.</param>
    /// <param name="folder">The datasites; null without markers.</param>
    /// <param name="markers">The markers in it; null without markers.</param>
    /// <param name="options">How tunnels behave.</param>
    /// <exception cref="ArgumentException">The folder is another user's than the client.</exception>
    public TunnelHost(HotlinkClient client, DatasitesFolder? folder, MarkerFeed? markers, TunnelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (folder is not null && folder.User != client.User)
        {
            throw new ArgumentException("The datasites folder is another user's.", nameof(folder));
        }

        (_client, _user, _markers, _options) = (client, client.User, markers, options ?? new());
    }

    /// <summary>Follows the markers until it is cancelled. Then everything that it started is over, those added by hand too.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAsync(stop.Token);
        try
        {
            await (await Task.WhenAny(following, _failed.Task).ConfigureAwait(false)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(TakeAll().Select(static tunnel => tunnel.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a tunnel without a marker; see <see cref="TunnelSpec.Create"/>.</summary>
    /// <returns>Ends the tunnel when it is disposed of.</returns>
    /// <exception cref="ObjectDisposedException"><see cref="RunAsync"/> is over.</exception>
    public IAsyncDisposable Add(TunnelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            var tunnel = Start(spec);
            _byHand.RemoveAll(static other => other.IsOver);
            _byHand.Add(tunnel);
            return tunnel;
        }
    }

    /// <summary>All tunnels now, ordered by channel.</summary>
    public IReadOnlyList<TunnelStatus> GetStatus()
    {
        lock (_gate)
        {
            return [.. _byMarker.Values.Concat(_byHand.Where(static tunnel => !tunnel.IsOver))
                .Select(static tunnel => tunnel.Tunnel.GetStatus()).OrderBy(static status => status.Spec.Channel, StringComparer.Ordinal)];
        }
    }

    /// <summary>The markers that no tunnel was made of, and why, by path.</summary>
    public IReadOnlyDictionary<string, string> GetRefused()
    {
        lock (_gate)
        {
            return new Dictionary<string, string>(_refused);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_markers is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return;
        }

        var subscription = _markers.Subscribe();
        while (true)
        {
            await subscription.NextAsync(cancellationToken).ConfigureAwait(false);
            await ApplyAsync(MarkerPlan.Of(_markers.Current.All, _user)).ConfigureAwait(false);
        }
    }

    private RunningTunnel Start(TunnelSpec spec) => new(new(_client, spec, _options), exception => _failed.TrySetException(exception));

    private async Task ApplyAsync(MarkerPlan plan)
    {
        foreach (var (path, tunnel) in Snapshot())
        {
            // A marker that can't be read for the moment, because it is being written, ends nothing.
            var isKept = plan.Specs.TryGetValue(path, out var spec)
                ? spec.IsSameAs(tunnel.Tunnel.Spec)
                : plan.Refused.TryGetValue(path, out var why) && why.Fault is TunnelMarkerFault.Unreadable or TunnelMarkerFault.NotJson;
            if (!isKept)
            {
                Remove(path);
                await tunnel.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (var (path, spec) in plan.Specs)
        {
            lock (_gate)
            {
                if (!_byMarker.ContainsKey(path))
                {
                    _byMarker[path] = Start(spec);
                }
            }
        }

        Report(plan.Refused);
    }

    // Each content is complained about once (pitfall 169).
    private void Report(IReadOnlyDictionary<string, TunnelMarkerException> refused)
    {
        KeyValuePair<string, TunnelMarkerException>[] news;
        lock (_gate)
        {
            news = [.. refused.Where(entry => !_refused.TryGetValue(entry.Key, out var known) || known != entry.Value.Message)];
            _refused.Clear();
            foreach (var (path, exception) in refused)
            {
                _refused[path] = exception.Message;
            }
        }

        foreach (var (path, exception) in news)
        {
            _options.OnEvent?.Invoke(new(TunnelEventKind.MarkerRefused, path, "", exception.Message));
        }
    }

    private KeyValuePair<string, RunningTunnel>[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _byMarker];
        }
    }

    private void Remove(string path)
    {
        lock (_gate)
        {
            _byMarker.Remove(path);
        }
    }

    private RunningTunnel[] TakeAll()
    {
        lock (_gate)
        {
            _isOver = true;
            RunningTunnel[] all = [.. _byMarker.Values, .. _byHand];
            _byMarker.Clear();
            _byHand.Clear();
            return all;
        }
    }
}
