using System.Collections.Concurrent;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;
using Hotlink.Daemon.Tunnels.Streams;

namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>
/// What a forwarder and an exposer have in common: connections that are joined with the peer's, each with two streams of its own, and the
/// peer's streams that come for them. Thread-safe.
/// </summary>
internal sealed class RunHost
{
    /// <summary>Why further connections are refused.</summary>
    public const string TooMany = "there are too many connections already";

    private const int RefusalCount = 64;
    private const string NotReliable = "the peer's client knows no reliable streams";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, (TunnelRun Run, TimeSpan Began)> _runs = new(StringComparer.Ordinal);
    private readonly HotlinkClient _client;
    private readonly TunnelSpec _spec;
    private readonly TunnelOptions _options;
    private readonly Outbound _outbound;
    private readonly Slots _streams;
    private readonly Slots _refusals = new(RefusalCount);
    private readonly OwnedTasks _tasks = new();
    private readonly TunnelMeters _meters = new();
    private readonly long _start;
    private string _lastError = "";

    public RunHost(HotlinkClient client, TunnelSpec spec, TunnelOptions options)
    {
        (_client, _spec, _options) = (client, spec, options);
        _outbound = new(client, spec, options.TimeProvider, text => Report(TunnelEventKind.OpenRefused, text)) { KeepsPlain = false };
        _streams = new(options.ConnectionCount);
        _start = options.TimeProvider.GetTimestamp();
    }

    private TimeSpan Now => _options.TimeProvider.GetElapsedTime(_start);

    /// <summary>Does all parts until one fails or it is cancelled. Then nothing of it is left.</summary>
    public async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] all = [.. parts.Select(part => part(stop.Token)), LookAsync(stop.Token)];
        try
        {
            await (await Task.WhenAny([.. all, _tasks.Failed]).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _tasks.EndAsync().ConfigureAwait(false);
            Report(TunnelEventKind.Closed);
        }
    }

    /// <summary>Takes the peer's streams; those of anybody else are left alone. Who the peer is, the relay attests.</summary>
    /// <param name="serve">Serves a stream whose sender has said which connection it is for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AcceptAsync(Func<Inbound, RunWord, CancellationToken, Task> serve, CancellationToken cancellationToken)
    {
        var filter = new HotlinkFilter { Peer = _spec.Peer, Predicate = offer => _spec.ReceivePaths.Contains(offer.Path) };
        await foreach (var reader in _client.AcceptAllAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var inbound = new Inbound(reader).Listen(cancellationToken);
            if (_streams.TryTake())
            {
                Own(ServeAsync(inbound, serve, _streams, cancellationToken));
            }
            else if (_refusals.TryTake())
            {
                // One that is refused before it has greeted isn't told why.
                Own(ServeAsync(inbound, (_, _, _) => throw new HotlinkException(HotlinkReason.TooManySessions, TooMany), _refusals, cancellationToken));
            }
            else
            {
                Refuse(inbound, TooMany, cancellationToken);
            }
        }
    }

    /// <summary>Sees to the end of a task.</summary>
    public void Own(Task task) => _tasks.Add(task);

    /// <summary>The connection of that name, while it is there.</summary>
    public TunnelRun? Find(string? run) => run is not null && _runs.TryGetValue(run, out var found) ? found.Run : null;

    /// <summary>Joins a connection with one of the peer, until both ways have ended.</summary>
    /// <param name="connection">The connection; it is over afterwards.</param>
    /// <param name="inbound">The peer's stream, where that is what asked for it.</param>
    /// <param name="cancellationToken">Ends it with a reset.</param>
    public async Task JoinAsync(TunnelConnection connection, Inbound? inbound, CancellationToken cancellationToken)
    {
        using var run = new TunnelRun(connection, _outbound, _meters, _options, _start) { EndedSending = static _ => { }, Bound = inbound };
        if (inbound is not null)
        {
            run.Attach(inbound);
        }

        _meters.CountRun();
        _runs[run.Id] = (run, Now);
        Report(TunnelEventKind.RunStarted);
        var end = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        _runs.TryRemove(run.Id, out _);
        end.Kept?.Reader.Abort(NotReliable);
        await ((Task)connection.HasWord).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Report(end.Failure is null ? TunnelEventKind.RunFinished : TunnelEventKind.RunFailed, end.Failure ?? "");
    }

    /// <summary>Refuses a stream of the peer, who is told why.</summary>
    public void Refuse(Inbound inbound, string reason, CancellationToken cancellationToken)
    {
        var hasAllArrived = inbound.Reader.Completion.IsCompletedSuccessfully;
        Report(TunnelEventKind.StreamRefused, reason);
        inbound.Reader.Abort(reason);
        if (hasAllArrived && inbound.Word is { Answers: null } word && !cancellationToken.IsCancellationRequested)
        {
            Own(_outbound.RefuseAsync(word, reason, cancellationToken));
        }
    }

    /// <summary>Tells what happened.</summary>
    public void Report(TunnelEventKind kind, string text = "")
    {
        if (kind is TunnelEventKind.PortBusy or TunnelEventKind.RunFailed or TunnelEventKind.OpenRefused or TunnelEventKind.StreamRefused)
        {
            Volatile.Write(ref _lastError, text);
        }

        _options.OnEvent?.Invoke(new(kind, _spec.Channel, _spec.Peer, text));
    }

    /// <summary>How it stands.</summary>
    public ForwardStatus GetStatus() => new()
    {
        Spec = _spec,
        Connections = _runs.Count,
        Runs = _meters.Runs,
        BytesSent = _meters.BytesSent,
        BytesReceived = _meters.BytesReceived,
        LastError = Volatile.Read(ref _lastError),
    };

    private async Task ServeAsync(Inbound inbound, Func<Inbound, RunWord, CancellationToken, Task> serve, Slots slots, CancellationToken cancellationToken)
    {
        try
        {
            inbound.Word = await inbound.WordAsync(cancellationToken).ConfigureAwait(false);
            if (inbound.Word is { } word)
            {
                await serve(inbound, word, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Refuse(inbound, inbound.Reader.Mode == HotlinkMode.Plain ? NotReliable : "it doesn't say which connection it is for", cancellationToken);
            }
        }
        catch (Exception exception) when (exception is HotlinkException or OperationCanceledException)
        {
            Refuse(inbound, cancellationToken.IsCancellationRequested ? "the tunnel was closed" : (exception as HotlinkException)?.Text ?? "", cancellationToken);
        }
        finally
        {
            slots.Give();
        }
    }

    // A connection that waits for room or for the peer is not read: that it was reset has to be looked for.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, _options.TimeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var (run, began) in _runs.Values)
            {
                if (FaultOf(run, began) is { } fault)
                {
                    run.Stop(fault);
                }
            }
        }
    }

    private string? FaultOf(TunnelRun run, TimeSpan began)
    {
        run.Refresh();
        return run.IsReset ? "the application reset the connection"
            : run.Writer?.Mode == HotlinkMode.Plain || run.Reader?.Mode == HotlinkMode.Plain ? NotReliable
            : (run.Writer is null || run.Reader is null) && Now - began >= _options.AnswerTime ? "the peer did not answer"
            : null;
    }
}
