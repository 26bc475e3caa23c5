using Hotlink.Client;
using Hotlink.Daemon.Tunnels;
using Hotlink.Daemon.Tunnels.Forwarding;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>One end of a forward: a client, what it does, and what it told.</summary>
public sealed class ForwardEnd : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TunnelEvent> _events = [];
    private readonly Func<ForwardStatus> _status;
    private readonly Task _running;

    private ForwardEnd(HotlinkClient client, Func<Action<TunnelEvent>, (Func<CancellationToken, Task> Run, Func<ForwardStatus> Status)> make)
    {
        Client = client;
        (var run, _status) = make(Add);
        _running = run(_stop.Token);
    }

    public HotlinkClient Client { get; }

    public ForwardStatus Status => _status();

    /// <summary>Where it listens.</summary>
    public int Port => int.Parse(Of(TunnelEventKind.Listening)[^1].Text.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public static ForwardEnd Forward(HotlinkClient client, TunnelSpec spec, TunnelOptions options) => new(client, tell =>
    {
        var forwarder = new Forwarder(client, spec, options with { OnEvent = tell });
        return (forwarder.RunAsync, forwarder.GetStatus);
    });

    public static ForwardEnd Expose(HotlinkClient client, TunnelSpec spec, int port, TunnelOptions options) => new(client, tell =>
    {
        var exposer = new Exposer(client, spec, new("127.0.0.1", port), options with { OnEvent = tell });
        return (exposer.RunAsync, exposer.GetStatus);
    });

    public TunnelEvent[] Of(TunnelEventKind kind)
    {
        lock (_gate)
        {
            return [.. _events.Where(happened => happened.Kind == kind)];
        }
    }

    public Task UntilAsync(TunnelEventKind kind, int count = 1) =>
        EventWait.UntilAsync(() => Of(kind).Length >= count, Describe, expected: $"{count} × {kind} at {Client.User}");

    /// <summary>Waits for words about something that went wrong.</summary>
    public Task UntilAsync(TunnelEventKind kind, string words) => EventWait.UntilAsync(
        () => Of(kind).Any(happened => happened.Text.Contains(words, StringComparison.Ordinal)), Describe, expected: $"{kind} '{words}' at {Client.User}");

    public string Describe()
    {
        lock (_gate)
        {
            return $"{Client.User} {Client.State}: {string.Join("; ", _events.Select(happened => $"{happened.Kind} {happened.Text}"))}";
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.SoonAsync(Describe).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_running.IsCanceled, $"{Describe()}; {_running.Exception}");
        Assert.Equal(0, Status.Connections);
    }

    public async ValueTask DisposeAsync()
    {
        if (Client.State == HotlinkLinkState.Closed)
        {
            return;
        }

        await StopAsync();
        await Client.DisposeAsync();
        _stop.Dispose();
    }

    private void Add(TunnelEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
        }
    }
}
