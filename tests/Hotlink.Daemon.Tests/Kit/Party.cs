using System.Net;
using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>One party: its folder, its client, its tunnels, and what they told.</summary>
public sealed class Party : IAsyncDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TunnelEvent> _events = [];
    private readonly List<HotlinkEvent> _clientEvents = [];
    private readonly MarkerFeed _feed;
    private readonly Task _running;

    public Party(HotlinkClient client, TunnelOptions? options)
    {
        Client = client;
        Folder = new(Directory.CreateDirectory(Path.Combine(_temporary.Path, "datasites")).FullName, client.User);
        _feed = new(Folder);
        Tunnels = new(client, Folder, _feed, (options ?? new()) with { OnEvent = Add });
        _running = Task.WhenAll(_feed.RunAsync(_stop.Token), Tunnels.RunAsync(_stop.Token));
    }

    public HotlinkClient Client { get; }

    public DatasitesFolder Folder { get; }

    public TunnelHost Tunnels { get; }

    public TunnelStatus Status => Tunnels.GetStatus().Single();

    /// <summary>What the client told its observer, for a failure's text.</summary>
    public void Note(HotlinkEvent happened)
    {
        lock (_gate)
        {
            _clientEvents.Add(happened);
        }
    }

    /// <summary>Writes a marker as flows do, and waits until its tunnel listens. Gives the port.</summary>
    public async Task<int> OpenTunnelAsync(string directory, string from, string to)
    {
        var port = FreePort();
        PutMarker(directory, from, to, port);
        await UntilAsync(TunnelEventKind.Listening);
        return port;
    }

    public void PutMarker(string directory, string from, string to, int port) =>
        PutMarker(directory, $$$"""{"from":"{{{from}}}","to":"{{{to}}}","port":1,"ports":{"{{{Client.User}}}":{{{port}}}}}""");

    public void PutMarker(string directory, string content)
    {
        var file = Path.Combine(Folder.Root, directory, MarkerNames.Tcp);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".tmp", content);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    public void DeleteMarker(string directory) => File.Delete(Path.Combine(Folder.Root, directory, MarkerNames.Tcp));

    public int Count(TunnelEventKind kind)
    {
        lock (_gate)
        {
            return _events.Count(happened => happened.Kind == kind);
        }
    }

    public TunnelEvent[] Of(TunnelEventKind kind)
    {
        lock (_gate)
        {
            return [.. _events.Where(happened => happened.Kind == kind)];
        }
    }

    public Task UntilAsync(TunnelEventKind kind, int count = 1) =>
        EventWait.UntilAsync(() => Count(kind) >= count, Describe, expected: $"{count} × {kind} at {Client.User}");

    public string Describe()
    {
        lock (_gate)
        {
            return $"{Client.User} {Client.State}: {string.Join("; ", _events.Select(happened => $"{happened.Kind} {happened.Text}"))}"
                + string.Concat(_clientEvents.TakeLast(20).Select(happened =>
                    $"\n  {happened.Kind} {(happened.Outbound ? "out" : "in")} {happened.SessionId} {happened.Path} {happened.Mode} {happened.Reason} {happened.Text}"));
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.SoonAsync(Describe).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_running.IsCanceled, $"{Describe()}; {_running.Exception}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Client.DisposeAsync();
        _stop.Dispose();
        _temporary.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Add(TunnelEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
        }
    }
}
