using System.Collections.Concurrent;
using System.Text;
using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Files;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Hostile;

/// <summary>A relay that checks nothing, or means harm: whatever it names, nothing is written outside of the datasites folder. Pitfalls 41, 59 and 145.</summary>
public sealed class HostileFileTests : IAsyncLifetime
{
    private const string Bob = "bob@two.example";
    private const string Alice = "alice@one.example";
    private readonly TemporaryFolder _temporary = new();
    private readonly RelayDouble _relay = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<FileInboxEvent> _files = new();
    private Task _running = Task.CompletedTask;
    private HotlinkClient? _client;
    private RelayDoubleConnection? _connection;

    private string Root => Path.Combine(_temporary.Path, "data", "datasites");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Root);
        var connecting = HotlinkClient.ConnectAsync(
            new() { ServerUri = _relay.Address, User = Bob, CloseTimeout = TimeSpan.FromMilliseconds(50) }, TestContext.Current.CancellationToken);
        _connection = await _relay.GreetNextAsync();
        _client = await connecting;
        _running = new FileInbox(_client, new DatasitesFolder(Root, Bob), null, _files.Enqueue).RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.SoonAsync());
        await _client!.DisposeAsync();
        await _relay.DisposeAsync();
        _stop.Dispose();
        _temporary.Dispose();
    }

    [Theory]
    [InlineData("../evil.request", FileRefusal.BadPath)]
    [InlineData("../../../../../../../../tmp/evil.request", FileRefusal.BadPath)]
    [InlineData($"{Alice}/../../evil.request", FileRefusal.BadPath)]
    [InlineData($"{Alice}/../{Bob}/evil.request", FileRefusal.BadPath)]
    [InlineData($"/../../{Bob}/evil.request", FileRefusal.BadPath)]
    [InlineData("/tmp/evil.request", FileRefusal.BadPath)]
    [InlineData("//host/share/evil.request", FileRefusal.BadPath)]
    [InlineData(@"..\evil.request", FileRefusal.BadPath)]
    [InlineData($@"{Alice}\..\..\evil.request", FileRefusal.BadPath)]
    [InlineData($@"{Alice}/a\..\..\..\evil.request", FileRefusal.BadPath)]
    [InlineData(@"C:\evil.request", FileRefusal.BadPath)]
    [InlineData("C:/evil.request", FileRefusal.BadPath)]
    [InlineData($"{Alice}/./evil.request", FileRefusal.BadPath)]
    [InlineData($"{Alice}//evil.request", FileRefusal.BadPath)]
    [InlineData($"{Alice}/evil.request/", FileRefusal.BadPath)]
    [InlineData($"{Alice}/evil\0.request", FileRefusal.BadPath)]
    [InlineData("", FileRefusal.BadPath)]
    [InlineData(Alice, FileRefusal.BadPath)]
    [InlineData($"{Bob}/.ssh/authorized_keys", FileRefusal.OwnDatasite)]
    [InlineData("BOB@two.example/syft.pub.yaml", FileRefusal.OwnDatasite)]
    [InlineData($"{Alice}/d/stream.tcp", FileRefusal.ReservedName)]
    [InlineData($"{Alice}/d/Stream.Accept", FileRefusal.ReservedName)]
    [InlineData($"{Alice}/.SyftBox/x.request", FileRefusal.ReservedName)]
    public async Task FileWrite_PathThatLeadsElsewhere_WritesNothing(string path, FileRefusal expected)
    {
        var before = Everything();

        await _connection!.SendAsync(RuleFiles.FileOf(path, "evil"));

        await EventWait.UntilAsync(() => !_files.IsEmpty);
        Assert.Equal([new FileInboxEvent(path, expected)], _files);
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("linked/evil.request", FileRefusal.BadPath)]
    [InlineData("linked/deeper/evil.request", FileRefusal.BadPath)]
    [InlineData("link.request", FileRefusal.BadPath)]
    [InlineData("dangling.request", FileRefusal.BadPath)]
    [InlineData("up/evil.request", FileRefusal.BadPath)]
    [InlineData("plain/evil.request", FileRefusal.WriteFailed)]
    [InlineData("folder.request", FileRefusal.WriteFailed)]
    public async Task FileWrite_ThroughWhatIsThere_LeavesItAlone(string name, FileRefusal expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var (outside, inside) = (Directory.CreateDirectory(Path.Combine(_temporary.Path, "outside")).FullName, Path.Combine(Root, Alice));
        Directory.CreateDirectory(Path.Combine(inside, "folder.request", "full"));
        await File.WriteAllTextAsync(Path.Combine(outside, "precious"), "content", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(inside, "plain"), "content", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(Path.Combine(inside, "linked"), outside);
        Directory.CreateSymbolicLink(Path.Combine(inside, "up"), Path.Combine("..", "..", ".."));
        File.CreateSymbolicLink(Path.Combine(inside, "link.request"), Path.Combine(outside, "precious"));
        File.CreateSymbolicLink(Path.Combine(inside, "dangling.request"), Path.Combine(outside, "new"));
        var before = Everything();

        await _connection!.SendAsync(RuleFiles.FileOf($"{Alice}/{name}", "evil"));

        await EventWait.UntilAsync(() => !_files.IsEmpty);
        Assert.Equal([new FileInboxEvent($"{Alice}/{name}", expected)], _files);
        Assert.Equal(before, Everything());
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(outside, "precious"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task FileWrite_ThatIsNotWhatItSays_WritesNothing()
    {
        var before = Everything();
        var path = $"{Alice}/public/f.txt";
        var good = RuleFiles.FileOf(path, "evil");

        await _connection!.SendAsync(
            good with { Length = 100 * 1024 * 1024 },
            good with { Length = long.MaxValue },
            good with { Length = -1 },
            good with { ETag = "" },
            good with { Content = Encoding.UTF8.GetBytes("good") },
            new FileNotify(path, good.ETag, good.Length, default));

        await EventWait.UntilAsync(() => _files.Count == 6);
        Assert.All(_files, file => Assert.Equal(FileRefusal.NotWhole, file.Refusal));
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task FileWrite_NameThatNoDiskTakes_IsRefusedAndTheNextIsWritten()
    {
        var giant = $"{Alice}/{new string('n', 500)}.request";
        var endless = $"{Alice}/{new string('n', 2_000_000)}.request";

        await _connection!.SendAsync(RuleFiles.FileOf(giant, "x"), RuleFiles.FileOf(endless, "x"), RuleFiles.FileOf($"{Alice}/good.request", "x"));

        await EventWait.UntilAsync(() => _files.Count == 3);
        Assert.Equal([FileRefusal.WriteFailed, FileRefusal.BadPath, FileRefusal.None], _files.Select(file => file.Refusal));
    }

    [Theory]
    [InlineData(Bob, "app", "../../../evil", "id")]
    [InlineData(Bob, "..", "..", "id")]
    [InlineData(Bob, "app", "endpoint", "../../id")]
    [InlineData("..", "app", "endpoint", "id")]
    [InlineData(Alice, "app", "endpoint", "id")]
    [InlineData($"{Bob}/..", "app", "endpoint", "id")]
    public async Task Request_AddressThatLeadsElsewhere_WritesNothing(string datasite, string app, string endpoint, string id)
    {
        var before = Everything();
        var body = Encoding.UTF8.GetBytes("evil");
        var tag = RuleFiles.FileOf("x", "evil").ETag;

        await _connection!.SendAsync(new HttpMessage(Alice, new(datasite, app, endpoint), "POST", null, body, id, tag));

        await EventWait.UntilAsync(() => !_files.IsEmpty);
        Assert.Contains(_files.Single().Refusal, new[] { FileRefusal.BadAddress, FileRefusal.BadPath });
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("a\r\nb\u2028c", "a  b c")]
    [InlineData("\u001b[2Jx", " [2Jx")]
    public void Shown_TextOfAPeer_IsOneLine(string text, string expected) => Assert.Equal(expected, DaemonText.Shown(text));

    [Fact] // Pitfall 185.
    public void Shown_LongText_IsCut() => Assert.Equal(256, DaemonText.Shown(new string('p', 5_000_000)).Length);

    private string[] Everything() =>
        [.. Directory.EnumerateFileSystemEntries(_temporary.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
