using System.Collections.Concurrent;
using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Hostile;

/// <summary>A sender whose files never fit, and one that asks and leaves: what waits is counted, and bounded. Pitfalls 104, 118 and 179.</summary>
public sealed class DirectoryLaneTests : IAsyncLifetime
{
    private const string Sender = "alice@one.example";
    private const string Folder = $"{Sender}/app_data/a/rpc/e";
    private const int HoldBytes = 1024 * 1024;
    private readonly TemporaryFolder _temporary = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LocalSocketEvent> _events = new();
    private readonly SocketListener _listener = SocketListener.OpenTcp("127.0.0.1:0");
    private readonly DirectoryLane _lane;
    private readonly Task _running;

    public DirectoryLaneTests()
    {
        var marker = new LocalMarker(
            Folder, Path.Combine(_temporary.Path, "stream.tcp"), _listener, new() { Mode = IpcMode.Tcp, OnEvent = _events.Enqueue }, static (_, _) => default);
        _lane = new(marker, HoldBytes);
        _running = _lane.RunAsync(_stop.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _listener.DisposeAsync();
        _stop.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task TakeFile_TinyOnesThatWaitForALink_AreBoundedInNumberToo()
    {
        const int many = 20_000;
        var run = RunNames.Of(Sender, "key");
        await _lane.BeginLinkAsync(run, Cancellation);

        for (var number = 1; number <= many; number++)
        {
            var path = $"{Folder}/m{number}.request";
            _lane.TakeFile(new(run, 1_000_000, 1_000_000 + number, "tag", path), new(path, new byte[1], "tag"));
        }

        await _lane.BeginLinkAsync(null, Cancellation); // Behind them all.
        Assert.InRange(_lane.WaitingCount, 1, HoldBytes / 512);
        Assert.Equal(many - _lane.WaitingCount, _events.Count(happened => happened.Kind == LocalSocketEventKind.LeftAsFiles));
    }

    [Fact]
    public async Task Confirm_WhoAskedIsGone_IsForgotten()
    {
        var run = RunNames.Of(Sender, "key");
        await _lane.BeginLinkAsync(run, Cancellation);
        for (var round = 0; round < 1000; round++)
        {
            using var gone = new CancellationTokenSource();
            var asking = _lane.ConfirmAsync(run, 1_000_000, gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.SoonAsync());
        }

        await _lane.EndLinkAsync("another", Cancellation);

        Assert.Equal(0, _lane.WaitingCount);
    }
}
