using System.Collections.Concurrent;
using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Files;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Markers;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>The parts of a daemon that local sockets need, for one user, with a folder of its own.</summary>
internal sealed class Party : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly MarkerFeed _markers;
    private readonly Task[] _parts;

    private Party(HotlinkClient client, PartyOptions options, ConcurrentQueue<HotlinkEvent> streams)
    {
        Client = client;
        Streams = streams;
        Folder = new(Path.Combine(_folder.Path, "datasites"), client.User);
        Directory.CreateDirectory(Folder.Root);
        _markers = new(Folder);
        Sockets = options.Sockets(new()
        {
            SocketFolder = Path.Combine(_folder.Path, "s"),
            OnEvent = Events.Enqueue,
        });
        Hub = new(client, Folder, _markers, Sockets);
        Inbox = new(client, Folder, Hub, Files.Enqueue);
        _parts = [_markers.RunAsync(_stop.Token), Hub.RunAsync(_stop.Token), Inbox.RunAsync(_stop.Token)];
    }

    public HotlinkClient Client { get; }

    public DatasitesFolder Folder { get; }

    public LocalSocketOptions Sockets { get; }

    public LocalSocketHub Hub { get; }

    public FileInbox Inbox { get; }

    public ConcurrentQueue<LocalSocketEvent> Events { get; } = new();

    public ConcurrentQueue<FileInboxEvent> Files { get; } = new();

    public ConcurrentQueue<HotlinkEvent> Streams { get; }

    public static async Task<Party> StartAsync(Uri relay, string user, PartyOptions? options = null)
    {
        options ??= new();
        var streams = new ConcurrentQueue<HotlinkEvent>();
        var client = await HotlinkClient.ConnectAsync(
            options.Client(new()
            {
                ServerUri = relay,
                User = user,
                ReconnectDelay = TimeSpan.FromMilliseconds(50),
                ReconnectMaxDelay = TimeSpan.FromMilliseconds(200), // Links are closed at random: a test doesn't wait for the longest delay.
                OnEvent = streams.Enqueue,
            }),
            TestContext.Current.CancellationToken);
        return new(client, options, streams);
    }

    /// <summary>The place of a canonical path.</summary>
    public string At(string path) => Folder.Resolve(path);

    /// <summary>Writes a file below the datasites, as an application does.</summary>
    public void Put(string path, string content = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
    }

    /// <summary>Connects an application by the marker of a directory, as existing ones do.</summary>
    public async Task<AppSocket> DialAsync(string directory)
    {
        var app = await AppSocket.DialAsync(At($"{directory}/{StreamDirectories.MarkerName(Sockets.Mode)}"), Describe);
        await EventWait.UntilAsync(() => StatusOf(directory) is not null, Describe); // The marker is written first.
        return app;
    }

    public LocalMarkerStatus? StatusOf(string directory) => Hub.Markers.FirstOrDefault(marker => marker.Directory == directory);

    public Task UntilAsync(LocalSocketEventKind kind, int count = 1) =>
        EventWait.UntilAsync(() => Events.Count(happened => happened.Kind == kind) >= count, Describe, expected: $"{count} × {kind}");

    public string Describe() =>
        $"{Client.User}:\n{string.Join('\n', Events)}\n{string.Join('\n', Files)}\n{string.Join('\n', Hub.Markers)}\n{string.Join('\n', Streams.TakeLast(20))}";

    /// <summary>Stops the parts, not the client.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        foreach (var part in _parts)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => part.SoonAsync(Describe));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await StopAsync();
        }

        await Client.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }
}
