using System.Net;
using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;
using Hotlink.Daemon.Tunnels.Streams;

namespace Hotlink.Daemon.Tunnels;

/// <summary>
/// One tunnel: a port, a peer, and a desk that brings the connections of both sides together. One task carries out what the desk decides;
/// all others only tell it something. Thread-safe.
/// </summary>
internal sealed partial class Tunnel
{
    private readonly Lock _gate = new();
    private readonly HotlinkClient _client;
    private readonly TunnelOptions _options;
    private readonly TunnelMeters _meters = new();
    private readonly TunnelDesk _desk;
    private readonly Outbound _outbound;
    private readonly OwnedTasks _tasks = new();
    private readonly long _start;
    private TaskCompletionSource _told = NewSource();
    private TunnelState _state;
    private int _port;
    private string _lastError = "";

    /// <summary>Makes a tunnel that <see cref="RunAsync"/> starts.</summary>
    public Tunnel(HotlinkClient client, TunnelSpec spec, TunnelOptions options)
    {
        (_client, Spec, _options, _port) = (client, spec, options, spec.Port);
        _desk = new(options);
        _outbound = new(client, spec, options.TimeProvider, text => Report(TunnelEventKind.OpenRefused, text))
        {
            PeerMayBeDeaf = text => Report(TunnelEventKind.PeerMayBeDeaf, text),
        };
        _start = options.TimeProvider.GetTimestamp();
    }

    /// <summary>What it is to do.</summary>
    public TunnelSpec Spec { get; }

    private TimeSpan Now => _options.TimeProvider.GetElapsedTime(_start);

    /// <summary>Listens and copies until it is cancelled; then peers and applications are told, and nothing of it is left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listener = new TunnelListener(new IPEndPoint(_options.BindAddress, Spec.Port), _options.TimeProvider)
        {
            Accepted = socket => OnConnection(socket, stop.Token),
            Listening = OnListening,
            Failed = OnBusy,
        };
        Task[] parts = [listener.RunAsync(stop.Token), AcceptAsync(stop.Token), ConductAsync(stop.Token)];
        try
        {
            await (await Task.WhenAny([.. parts, _tasks.Failed]).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Clear();
            await _tasks.EndAsync().ConfigureAwait(false);
            _outbound.Forget("the tunnel was closed");
            Tell(() => { _state = TunnelState.Closed; });
            Report(TunnelEventKind.Closed);
        }
    }

    // Takes the peer's streams, whichever of its paths they come on. Who the peer is, the relay attests.
    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        var filter = new HotlinkFilter { Peer = Spec.Peer, Predicate = offer => Spec.ReceivePaths.Contains(offer.Path) };
        await foreach (var reader in _client.AcceptAllAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var inbound = new Inbound(reader).Listen(cancellationToken);
            if (Tell(() => _desk.Add(inbound)))
            {
                _tasks.Add(WatchAsync(inbound, cancellationToken));
            }
            else
            {
                reader.Abort("too many streams wait for an application");
                Report(TunnelEventKind.StreamRefused, "too many streams wait for an application");
            }
        }
    }

    private async Task WatchAsync(Inbound inbound, CancellationToken cancellationToken)
    {
        try
        {
            await inbound.WatchAsync(() => Tell(() => inbound.Refresh(Now)), cancellationToken).ConfigureAwait(false);
            _outbound.Learn(inbound.Reader.Mode == HotlinkMode.Reliable);
            if (Look(() => inbound.State == ArrivalState.Ready && _desk.Run is null && _desk.Arrivals.Contains(inbound)))
            {
                _meters.CountNotReady();
                Report(TunnelEventKind.Held);
            }
        }
        catch (Exception exception) when (exception is HotlinkException or OperationCanceledException)
        {
            // One that failed at once still tells the connection that it answers.
            var isAnswer = exception is HotlinkException && Look(() => inbound.Word?.Answers is { } run && run == _desk.Run?.Id);
            if (!isAnswer && Tell(() => _desk.Remove(inbound)))
            {
                inbound.Reader.Abort("the tunnel was closed");
                Report(TunnelEventKind.StreamRefused, exception.Message);
            }
        }
    }

    private void OnConnection(Socket socket, CancellationToken cancellationToken)
    {
        var connection = new TunnelConnection(socket, Now);
        if (cancellationToken.IsCancellationRequested || !Tell(() => _desk.Add(connection)))
        {
            connection.Reset();
        }

        _tasks.Add(WatchAsync(connection));
    }

    private async Task WatchAsync(TunnelConnection connection)
    {
        var isProbe = false;
        try
        {
            isProbe = !await connection.HasWord.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            isProbe = true;
        }

        if (!isProbe)
        {
            Tell(() => connection.HasSpoken = true);
        }
        else if (Tell(() => _desk.Remove(connection)))
        {
            connection.Dispose();
            _meters.CountProbe();
            Report(TunnelEventKind.Probe);
        }
    }

    private void OnListening(int port)
    {
        Tell(() => (_state, _port) = (TunnelState.Listening, port));
        Report(TunnelEventKind.Listening, new IPEndPoint(_options.BindAddress, port).ToString());
    }

    private void OnBusy(string reason)
    {
        var isNews = Look(() => _state != TunnelState.Busy || _lastError != reason);
        Tell(() => { _state = TunnelState.Busy; });
        if (isNews)
        {
            Report(TunnelEventKind.PortBusy, reason);
        }
    }

    private void Clear()
    {
        var (candidates, arrivals) = Look(_desk.Clear);
        foreach (var connection in candidates.OfType<TunnelConnection>())
        {
            connection.Reset();
        }

        foreach (var inbound in arrivals.OfType<Inbound>())
        {
            inbound.Reader.Abort("the tunnel was closed");
        }
    }

    private void Report(TunnelEventKind kind, string text = "")
    {
        if (kind is TunnelEventKind.PortBusy or TunnelEventKind.RunFailed or TunnelEventKind.HoldFailed or TunnelEventKind.OpenRefused
            or TunnelEventKind.PeerMayBeDeaf or TunnelEventKind.StreamRefused)
        {
            Volatile.Write(ref _lastError, text);
        }

        _options.OnEvent?.Invoke(new(kind, Spec.Channel, Spec.Peer, text));
    }

    // Changes something the desk looks at, and has it look.
    private T Tell<T>(Func<T> change)
    {
        lock (_gate)
        {
            var result = change();
            _told.TrySetResult();
            return result;
        }
    }

    private void Tell(Action change) => Tell(() =>
    {
        change();
        return true;
    });

    private T Look<T>(Func<T> look)
    {
        lock (_gate)
        {
            return look();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
