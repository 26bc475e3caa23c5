using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Files;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Rules;
using Hotlink.Daemon.Telemetry;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon;

/// <summary>
/// What a sync daemon does for one datasite: TCP tunnels and local sockets from marker files, files of peers, the rules of the datasite,
/// telemetry. Outlives the connections to the relay. Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
public sealed class HotlinkDaemon : IAsyncDisposable
{
    /// <summary>The name of its metrics, beside those of the client.</summary>
    public const string MeterName = "Hotlink.Daemon";

    // Sessions wait for a stream.accept that the application may write later; today's senders give up long before.
    private static readonly TimeSpan OfferTime = TimeSpan.FromMinutes(10);

    private readonly HotlinkDaemonOptions _options;
    private readonly MarkerFeed _feed;
    private readonly RulePublisher _rules;
    private readonly TunnelHost _tunnels;
    private readonly LocalSocketHub _sockets;
    private readonly FileInbox _files;
    private readonly TelemetrySource _telemetry;
    private readonly TelemetryFile _file;
    private readonly DaemonInstruments _instruments;

    private HotlinkDaemon(HotlinkDaemonOptions options, HotlinkClient client, DaemonEvents events)
    {
        var (time, folder) = (options.Client.TimeProvider, new DatasitesFolder(options.Datasites, client.User));
        var transfers = new TransferMeters();
        (_options, Client) = (options, client);
        _feed = new(folder, new() { TimeProvider = time, Log = Log });
        _rules = new(client, _feed, time, Log);
        _tunnels = new(client, folder, _feed, options.Tunnels with { TimeProvider = time, OnEvent = OnTunnel, Transfers = transfers });
        _sockets = new(client, folder, _feed, options.LocalSockets with { TimeProvider = time, OnEvent = OnSocket, Transfers = transfers });
        _files = new(client, folder, _sockets, OnFile);
        _file = new(folder);
        _telemetry = new(client, transfers, events.Counts, () => TunnelTelemetry.Of(_tunnels.GetStatus()), time);
        _instruments = new(_telemetry);
        events.LinkUp += _rules.LinkUp;
    }

    /// <summary>The client that everything goes through.</summary>
    public HotlinkClient Client { get; }

    /// <summary>Makes the folder, and connects.</summary>
    /// <param name="options">What it is to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">The relay can't be reached or refuses.</exception>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static async Task<HotlinkDaemon> ConnectAsync(HotlinkDaemonOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.Datasites);
        var events = new DaemonEvents(options.Client.OnEvent);
        var client = await HotlinkClient.ConnectAsync(options.Client with { OnEvent = events.Raise, OfferTimeout = OfferTime }, cancellationToken).ConfigureAwait(false);
        return new(options, client, events);
    }

    /// <summary>How everything stands now: what the telemetry file says.</summary>
    public TelemetryDocument GetStatus() => _telemetry.Read();

    /// <summary>Does its work until it is cancelled. A part that fails ends the others and is thrown.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> parts =
        [
            _feed.RunAsync(stop.Token),
            _rules.RunAsync(stop.Token),
            BehindRulesAsync(_tunnels.RunAsync, stop.Token),
            BehindRulesAsync(_sockets.RunAsync, stop.Token),
            _files.RunAsync(stop.Token),
            new TelemetryWriter(_telemetry, _file, _options.Client.TimeProvider, Log).RunAsync(stop.Token),
        ];
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    /// <summary>Ends all streams, whose peers are told, and the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        _rules.Dispose();
        _instruments.Dispose();
    }

    private async Task BehindRulesAsync(Func<CancellationToken, Task> part, CancellationToken cancellationToken)
    {
        await _rules.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        await part(cancellationToken).ConfigureAwait(false);
    }

    private void OnTunnel(TunnelEvent happened)
    {
        if (DaemonText.IsImportant(happened.Kind))
        {
            Log(DaemonText.Of(happened));
        }

        _options.Tunnels.OnEvent?.Invoke(happened);
    }

    private void OnSocket(LocalSocketEvent happened)
    {
        if (DaemonText.IsImportant(happened.Kind))
        {
            Log(DaemonText.Of(happened));
        }

        _options.LocalSockets.OnEvent?.Invoke(happened);
    }

    private void OnFile(FileInboxEvent happened)
    {
        if (happened.Refusal != FileRefusal.None)
        {
            Log($"file {DaemonText.Shown(happened.Path)} was not written: {happened.Refusal}");
        }
    }

    private void Log(string line) => _options.Log?.Invoke(line);
}
