using Hotlink.Client;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Tests.LocalSockets;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Fallback;

/// <summary>Messages that go partly as files and partly over links: each reaches the application once, in order.</summary>
public sealed class FallbackTests : SocketTest
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private static readonly PartyOptions Hasty = new()
    {
        Sockets = sockets => sockets with { AcceptDeadline = Short },
        Client = client => client with { StallTime = TimeSpan.FromMilliseconds(500), PingInterval = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) },
    };

    [Fact] // Pitfall 115.
    public async Task Files_BeforeAnybodyAccepts_ComeOverTheFirstLinkAgain()
    {
        var (alice, bob) = (await StartAsync(Alice, Hasty), await StartAsync(Bob, Hasty));
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        await SendAsync(sender, 0, 5);
        await EventWait.UntilAsync(() => File.Exists(bob.At($"{Endpoint}/m0004.request")), bob.Describe);

        bob.Put($"{Endpoint}/stream.accept", "1");
        var receiver = await DialAsync(bob, Endpoint);
        await ExpectAsync(receiver, 0, 5);

        await SendAsync(sender, 5, 3);
        await ExpectAsync(receiver, 5, 3);
        await alice.UntilAsync(LocalSocketEventKind.LinkUp);
    }

    [Fact]
    public async Task Files_WhileNoSessionCanBeOpened_GoIntoTheStreamInOrder()
    {
        var relay = Own(await StartSmallRelayAsync());
        var (alice, bob) = (await StartAsync(Alice, Hasty, relay.Address), await StartAsync(Bob, Hasty, relay.Address));
        var occupied = await OccupyAsync(alice, bob);
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);

        await SendAsync(sender, 0, 6);
        var receiver = await DialAsync(bob, Endpoint);
        await ExpectAsync(receiver, 0, 6);
        Assert.DoesNotContain(bob.Streams, happened => happened.Kind == HotlinkEventKind.SessionAccepted && happened.Path.StartsWith(Endpoint, StringComparison.Ordinal));

        await occupied.DisposeAsync();
        await alice.UntilAsync(LocalSocketEventKind.LinkUp);
        await SendAsync(sender, 6, 4);
        await ExpectAsync(receiver, 6, 4);
        await bob.UntilAsync(LocalSocketEventKind.SessionAccepted);
    }

    [Fact] // Pitfall 102.
    public async Task Files_SameMessageAgainAndAgain_EachComesOnce()
    {
        var relay = Own(await StartSmallRelayAsync());
        var (alice, bob) = (await StartAsync(Alice, Hasty, relay.Address), await StartAsync(Bob, Hasty, relay.Address));
        var occupied = await OccupyAsync(alice, bob);
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        var same = Frame("same.request", 100);

        for (var index = 0; index < 4; index++)
        {
            await sender.SendAsync(same);
        }

        var receiver = await DialAsync(bob, Endpoint);
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { FramesToApp: 4 }, bob.Describe);
        await occupied.DisposeAsync();
        await alice.UntilAsync(LocalSocketEventKind.LinkUp);
        await sender.SendAsync(same);
        await sender.SendAsync(Frame("last.request", 1));

        for (var index = 0; index < 5; index++)
        {
            await ExpectAsync(receiver, same);
        }

        await ExpectAsync(receiver, Frame("last.request", 1));
    }

    [Fact]
    public async Task Files_ReceiverIsAway_ComeOverTheNextLink()
    {
        var link = Own(new CutLink(Relay.Address));
        var (alice, bob) = (await StartAsync(Alice, Hasty), await StartAsync(Bob, Hasty, link.Address));
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        await SendAsync(sender, 0, 3);
        var receiver = await DialAsync(bob, Endpoint);
        await ExpectAsync(receiver, 0, 3);

        link.IsClosed = true;
        link.Cut();
        await SendAsync(sender, 3, 4);
        await alice.UntilAsync(LocalSocketEventKind.FellBack);
        await EventWait.UntilAsync(() => File.Exists(Path.Combine(Relay.Datasites, Endpoint, "m0006.request")), alice.Describe);
        link.IsClosed = false;

        await ExpectAsync(receiver, 3, 4);
        await SendAsync(sender, 7, 3);
        await ExpectAsync(receiver, 7, 3);
    }

    [Fact]
    public async Task Files_ApplicationIsFarBehind_ComeAfterWhatTheLinkBrought()
    {
        var link = Own(new CutLink(Relay.Address));
        var small = Hasty with { Sockets = sockets => Hasty.Sockets(sockets) with { HoldBytes = 5000 } };
        var (alice, bob) = (await StartAsync(Alice, Hasty), await StartAsync(Bob, small, link.Address));
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        await SendAsync(sender, 0, 60);
        await EventWait.UntilAsync(() => alice.StatusOf(Endpoint) is { FramesFromApp: 60 } && alice.Client.GetStreams() is [{ Statistics.WaitingBytes: 0 }], alice.Describe);
        Assert.InRange(bob.StatusOf(Endpoint)!.HeldFrames, 1, 20);

        link.IsClosed = true;
        link.Cut();
        await SendAsync(sender, 60, 3);
        await EventWait.UntilAsync(() => File.Exists(Path.Combine(Relay.Datasites, Endpoint, "m0062.request")), alice.Describe);
        link.IsClosed = false;
        await EventWait.UntilAsync(() => bob.Events.Count(happened => happened.Kind == LocalSocketEventKind.SessionAccepted) >= 2, bob.Describe);
        await SendAsync(sender, 63, 2);

        await ExpectAsync(await DialAsync(bob, Endpoint), 0, 65);
    }

    [Theory] // Pitfall 133.
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Links_CutAtRandom_EveryMessageComesOnceInOrder(int seed)
    {
        const int count = 300;
        var links = new[] { Own(new CutLink(Relay.Address)), Own(new CutLink(Relay.Address)) };
        var (alice, bob) = (await StartAsync(Alice, Hasty, links[0].Address), await StartAsync(Bob, Hasty, links[1].Address));
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        using var stop = new CancellationTokenSource();
        var cutting = CutAsync(links, new Random(seed), stop.Token);
        var sending = SendAsync(sender, 0, count);
        var receiver = await DialAsync(bob, Endpoint);

        await ExpectAsync(receiver, 0, count);

        await stop.CancelAsync();
        await cutting;
        await sending;
        await SendAsync(sender, count, 1);
        await ExpectAsync(receiver, count, 1);
    }

    // Long enough away, now and then, for files; else only for a resume.
    private static async Task CutAsync(CutLink[] links, Random random, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var link = links[random.Next(links.Length)];
            link.IsClosed = random.Next(2) == 0;
            link.Cut();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 1500)), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            link.IsClosed = false;
        }
    }

    private static async Task SendAsync(AppSocket app, int from, int count)
    {
        for (var index = from; index < from + count; index++)
        {
            await app.SendAsync(Frame($"m{index:0000}.request", 100 + (index * 37 % 3000)));
        }
    }

    private static async Task ExpectAsync(AppSocket app, int from, int count)
    {
        for (var index = from; index < from + count; index++)
        {
            await ExpectAsync(app, Frame($"m{index:0000}.request", 100 + (index * 37 % 3000)));
        }
    }

    // With one session for each connection, one that is held elsewhere leaves none.
    private static async Task<RelayTestHost> StartSmallRelayAsync()
    {
        var relay = await RelayTestHost.StartAsync(new RelayTestOptions { Settings = new Dictionary<string, string?> { ["Connections:SessionCount"] = "1" } });
        await relay.PublishRulesAsync(Alice);
        await relay.PublishRulesAsync(Bob);
        return relay;
    }

    private static async Task<HotlinkWriter> OccupyAsync(Party alice, Party bob)
    {
        const string path = $"{Alice}/elsewhere/stream.tcp.request";
        var accepting = bob.Client.AcceptAsync(path, Alice, Cancellation);
        var writer = await alice.Client.OpenAsync(path, Bob, Cancellation).SoonAsync();
        _ = await accepting.SoonAsync();
        return writer;
    }
}
