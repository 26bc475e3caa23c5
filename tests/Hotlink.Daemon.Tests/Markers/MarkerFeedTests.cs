using System.Text;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Markers;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Markers;

/// <summary>Markers are found wherever they are, whether or not the system tells of changes.</summary>
public sealed class MarkerFeedTests : IAsyncLifetime
{
    private const string Directory1 = "me@x.y/shared/flows/f/run/_mpc/0_to_1";
    private readonly TemporaryFolder _temporary = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _log = [];
    private Task _running = Task.CompletedTask;

    private string Root => Path.Combine(_temporary.Path, "datasites");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.SoonAsync());
        _stop.Dispose();
        _temporary.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NextAsync_MarkersThatAreThere_AreGivenAtFirst(bool watches)
    {
        Put($"{Directory1}/stream.tcp", "one");
        Put("other@x.y/app_data/a/rpc/e/stream.sock", "two");
        Put($"{Directory1}/stream.tcp.request", "no marker");

        var changes = await NextAsync(Start(watches).Subscribe());

        Assert.Equal([$"+{Directory1}/stream.tcp=one", "+other@x.y/app_data/a/rpc/e/stream.sock=two"], changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NextAsync_AddedChangedRemoved_EachIsTold(bool watches)
    {
        Directory.CreateDirectory(Root);
        var subscription = await StartedAsync(watches);

        Put($"{Directory1}/stream.tcp", "one");
        Assert.Equal([$"+{Directory1}/stream.tcp=one"], await NextAsync(subscription));
        Put($"{Directory1}/stream.tcp", "two");
        Assert.Equal([$"~{Directory1}/stream.tcp=two"], await NextAsync(subscription));
        File.Delete(Path.Combine(Root, Directory1, "stream.tcp"));
        Assert.Equal([$"-{Directory1}/stream.tcp=two"], await NextAsync(subscription));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NextAsync_TreeMovedInAndAway_ItsMarkersComeAndGo(bool watches)
    {
        Directory.CreateDirectory(Root);
        var outside = Path.Combine(_temporary.Path, "outside");
        var inside = Path.Combine(Root, "me@x.y");
        Directory.CreateDirectory(Path.Combine(outside, "deep", "deeper"));
        await File.WriteAllTextAsync(Path.Combine(outside, "deep", "deeper", "stream.accept"), "1", TestContext.Current.CancellationToken);
        var subscription = await StartedAsync(watches);

        Directory.Move(outside, inside);
        Assert.Equal(["+me@x.y/deep/deeper/stream.accept=1"], await NextAsync(subscription));
        Directory.Move(inside, outside);
        Assert.Equal(["-me@x.y/deep/deeper/stream.accept=1"], await NextAsync(subscription));
    }

    [Fact]
    public async Task NextAsync_TwoSubscribers_BothAreTold()
    {
        Put($"{Directory1}/stream.tcp", "one");
        var feed = Start(watches: true);
        var (first, second) = (feed.Subscribe(), feed.Subscribe());

        Assert.Equal(await NextAsync(first), await NextAsync(second));
    }

    [Fact]
    public async Task NextAsync_RootThatComesLater_IsFound()
    {
        var subscription = await StartedAsync(watches: true);

        Put($"{Directory1}/stream.tcp", "one");

        Assert.Equal([$"+{Directory1}/stream.tcp=one"], await NextAsync(subscription));
        Assert.Single(_log);
    }

    [Fact]
    public async Task NextAsync_MarkerThatIsTooLarge_HasAFaultAndNoContent()
    {
        Put($"{Directory1}/stream.tcp", new string('x', Marker.MaxBytes + 1));
        Put($"{Directory1}/stream.sock", new string('x', Marker.MaxBytes));

        var markers = (await Start(watches: true).Subscribe().NextAsync(Cancellation)).Select(change => change.Marker).ToArray();

        Assert.Equal([(MarkerFault.None, Marker.MaxBytes), (MarkerFault.TooLarge, 0)], markers.Select(marker => (marker.Fault, marker.Content.Length)));
    }

    [Fact] // Peers write as many of the others as they like: each kept would cost up to 64 KiB.
    public async Task NextAsync_RulesOfOtherDatasites_AreNotKept()
    {
        Put("me@x.y/syft.pub.yaml", "mine");
        Put("other@x.y/syft.pub.yaml", "theirs");
        Put("me@x.y.evil/syft.pub.yaml", "theirs");
        Put("ME@x.y/deep/syft.pub.yaml", "theirs");

        Assert.Equal(["+me@x.y/syft.pub.yaml=mine"], await NextAsync(Start(watches: true).Subscribe()));
    }

    [Fact] // Pitfall 171: nothing that is there holds a thread up.
    public async Task NextAsync_LinksAndPipes_AreNotOpened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Put("me@x.y/a/stream.accept", "1");
        var secret = Path.Combine(_temporary.Path, "secret");
        await File.WriteAllTextAsync(secret, "secret", Cancellation);
        File.CreateSymbolicLink(Path.Combine(Root, "me@x.y", "a", "stream.tcp"), secret);
        using (var make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(Root, "me@x.y", "a", "stream.sock")))
        {
            await make.WaitForExitAsync(Cancellation);
        }

        var changes = await NextAsync(Start(watches: true).Subscribe());

        Assert.Equal(["+me@x.y/a/stream.accept=1", "+me@x.y/a/stream.sock="], changes);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<string[]> NextAsync(MarkerSubscription subscription) =>
        [.. (await subscription.NextAsync(Cancellation).SoonAsync()).Select(change =>
            $"{"+~-"[(int)change.Kind]}{change.Marker.Path}={Encoding.UTF8.GetString(change.Marker.Content.Span)}")];

    private MarkerFeed Start(bool watches)
    {
        var feed = new MarkerFeed(new DatasitesFolder(Root, "me@x.y"), new() { UsesWatcher = watches, Log = _log.Add });
        _running = feed.RunAsync(_stop.Token);
        return feed;
    }

    private async Task<MarkerSubscription> StartedAsync(bool watches)
    {
        var feed = Start(watches);
        await feed.Ready.SoonAsync();
        Assert.Equal(watches && Directory.Exists(Root), feed.IsWatched);
        return feed.Subscribe();
    }

    // In one step, as careful writers do.
    private void Put(string path, string content)
    {
        var absolute = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(absolute)!);
        File.WriteAllText(absolute + ".tmp", content);
        File.Move(absolute + ".tmp", absolute, overwrite: true);
    }
}
