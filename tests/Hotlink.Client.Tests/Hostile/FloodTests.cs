using Hotlink.Client.Connection;
using Hotlink.Client.Notices;
using Hotlink.Client.Sessions;
using Hotlink.Client.Streams;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Hostile;

/// <summary>A hundred thousand of everything: what is kept is counted, in objects and bytes. Pitfalls 104, 117, 118, 160 and 180.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private const string Path = "alice@one.example/x/stream.tcp.request";
    private const int Many = 100_000;
    private readonly ClientContext _context;
    private readonly OfferDesk _desk;
    private readonly RelayLink _link;
    private int _rejected;
    private int _refused;

    public FloodTests()
    {
        var options = new HotlinkClientOptions { ServerUri = new("http://localhost"), User = "bob@two.example", OnEvent = Count };
        _context = new(options, options.User);
        _desk = new(_context);
        _link = new(new Handshake(Stream.Null, WireEncoding.MsgPack, "", "", ""), new NoSink(), _context.Scheduler, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        _context.Link = _link;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _link.DisposeAsync();
        _context.Scheduler.Dispose();
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(1000, 256)]
    public async Task Opens_OfSoManyPeers_KeepABoundedNumberAndAnswerTheRest(int peers, int kept)
    {
        for (var index = 0; index < Many; index++)
        {
            _desk.OnOpen(new($"session-{index}", Path, $"peer{index % peers}@one.example", ""), _link);
        }

        Assert.Equal(kept, await TakeAllAsync());
        Assert.Equal(Many - kept, _rejected);
        Assert.False(_link.End.IsCompleted);
    }

    [Fact]
    public async Task Sessions_AcceptedAndClosedAgainAndAgain_LeaveNothing()
    {
        for (var index = 0; index < Many / 10; index++)
        {
            var accepting = _desk.AcceptAsync(new HotlinkFilter(), Cancellation);
            _desk.OnOpen(new($"session-{index}", Path, "peer@one.example", ""), _link);
            Assert.Equal("peer@one.example", (await accepting).Peer);
            _context.Sessions.FindInbound($"session-{index}")!.SessionEnded($"session-{index}", "closed");
        }

        Assert.Empty(_context.Sessions.Receivers());
        Assert.Null(_context.Sessions.FindInbound("session-0"));
        Assert.Equal(0, await TakeAllAsync());
    }

    [Fact]
    public async Task Sessions_OfReliableStreamsThatEnded_AreRememberedInABoundedNumber()
    {
        for (var index = 0; index < Many / 10; index++)
        {
            var session = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, StreamKeys.New());
            var accepting = _desk.AcceptAsync(new HotlinkFilter(), Cancellation);
            _desk.OnOpen(new(session, Path, "peer@one.example", ""), _link);
            (await accepting.SoonAsync()).Abort();
        }

        Assert.InRange(_context.Sessions.Receivers().Length, 1, 1024);
    }

    // There are 2^24 tags: among streams that are remembered a new one meets its tag again, sooner or later.
    [Fact]
    public async Task Open_NewStreamWithTheTagOfOneThatIsOver_IsOffered()
    {
        var key = StreamKeys.New();
        for (var stream = 0; stream < 2; stream++)
        {
            var session = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key);
            var accepting = _desk.AcceptAsync(new HotlinkFilter(), Cancellation);
            _desk.OnOpen(new(session, Path, "peer@one.example", ""), _link);
            (await accepting.SoonAsync()).Abort();
        }
    }

    [Fact]
    public async Task Resumes_OfOneStreamThatNeverGreet_MakeWayForEachOther()
    {
        var key = StreamKeys.New();
        var accepting = _desk.AcceptAsync(new HotlinkFilter(), Cancellation);
        _desk.OnOpen(new(SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key), Path, "peer@one.example", ""), _link);
        await accepting;

        var sessions = Enumerable.Range(0, 1000).Select(_ => SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, key)).ToArray();
        Array.ForEach(sessions, session => _desk.OnOpen(new(session, Path, "peer@one.example", ""), _link));

        Assert.Equal(4, sessions.Count(session => _context.Sessions.FindInbound(session) is not null));
        Assert.Single(_context.Sessions.Receivers());
    }

    [Theory]
    [InlineData(5_000_000, "")]
    [InlineData(10, "\n")]
    public async Task Open_SenderThatIsNone_IsRefused(int length, string end)
    {
        _desk.OnOpen(new("session-1", Path, new string('a', length) + "@one.example" + end, ""), _link);

        Assert.Equal(1, _refused);
        Assert.Equal(0, await TakeAllAsync());
    }

    [Fact]
    public async Task Open_SenderInCapitals_IsTheOneThatIsWaitedFor()
    {
        var accepting = _desk.AcceptAsync(new HotlinkFilter { Peer = "alice@one.example" }, Cancellation);

        _desk.OnOpen(new("session-1", Path, "Alice@One.Example", ""), _link);

        Assert.Equal("alice@one.example", (await accepting.SoonAsync()).Peer);
    }

    [Fact]
    public async Task Signals_GiantOrMany_AreLostBeyondTheBound()
    {
        var inbox = new SignalInbox();
        var giant = new string('t', 1_000_000);
        for (var index = 0; index < 1000; index++)
        {
            inbox.Add(new("kind", giant));
            inbox.Add(new("kind", "") { Addresses = [.. Enumerable.Repeat("a", 65)] });
        }

        for (var index = 0; index < Many; index++)
        {
            inbox.Add(new("kind", "small"));
        }

        inbox.Complete();
        var tokens = new List<string>();
        while (await inbox.ReadAsync(Cancellation) is { } signal)
        {
            tokens.Add(signal.Token);
        }

        Assert.Equal(Enumerable.Repeat("small", 64), tokens);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("method")]
    [InlineData("manifest")]
    public void Notices_MegabytesWhereNobodyExpectsAny_AreCounted(string where)
    {
        const int MaxBytes = 16 * 1024 * 1024;
        var queue = new NoticeQueue(MaxBytes);
        var text = new string('x', 1_000_000);
        for (var index = 0; index < 100; index++)
        {
            queue.Add(where switch
            {
                "tag" => NoticeReader.Of(new FileWrite("a@x.io/f", text, 0, default)),
                "method" => NoticeReader.Of(new HttpMessage("a@x.io", SyftUrl.Empty, text, null, default, "", "")),
                _ => NoticeReader.Of(new AclManifest(1, text, "*", "public", WireTime.From(DateTimeOffset.UnixEpoch), []))!,
            });
        }

        Assert.InRange(queue.Count, 1, MaxBytes / (1_000_000 * sizeof(char)));
        Assert.Equal(100 - queue.Count, queue.Missed);
    }

    // As many as there are without waiting.
    private async Task<int> TakeAllAsync()
    {
        using var stop = new CancellationTokenSource();
        var count = 0;
        var next = _desk.AcceptAsync(new HotlinkFilter(), stop.Token);
        for (; next.IsCompleted; next = _desk.AcceptAsync(new HotlinkFilter(), stop.Token))
        {
            await next;
            count++;
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        return count;
    }

    private void Count(HotlinkEvent happened)
    {
        _rejected += happened.Kind == HotlinkEventKind.OfferRejected ? 1 : 0;
        _refused += happened.Kind == HotlinkEventKind.Refused ? 1 : 0;
    }

    private sealed class NoSink : IMessageSink
    {
        public void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause) => pause = null;
    }
}
