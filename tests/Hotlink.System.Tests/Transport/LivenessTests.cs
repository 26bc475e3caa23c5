using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Transport;

/// <summary>Pitfall 8: a peer that is silent is asked for a sign of life.</summary>
public sealed class LivenessTests : RelayTest
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public async Task Peer_AnswersPings_StaysConnected()
    {
        var relay = await StartAsync(new RelayTestOptions { Time = _time });
        var alice = await relay.ConnectAsync(Alice);

        for (var count = 1; count <= 4; count++)
        {
            await AdvanceAsync(15, () => alice.PingCount == count, () => $"{alice.PingCount} pings");
            await AnsweredAsync(relay, 0);
        }

        await alice.SendAsync(new FileDelete("fence"));
        await alice.NextAsync<ErrorMessage>();
    }

    [Fact]
    public async Task Peer_AnswersNoPing_GoneAfter20SecondsAndOthersAreTold()
    {
        var relay = await StartAsync(new RelayTestOptions { Time = _time });
        await relay.PublishRulesAsync(Alice);
        var alice = await relay.ConnectAsync(Alice);
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, AnswersPings = false });
        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await AdvanceAsync(15, () => alice.PingCount == 1 && bob.PingCount == 1, () => $"{alice.PingCount} and {bob.PingCount} pings");

        await AnsweredAsync(relay, 1);
        await AdvanceAsync(5, () => relay.ConnectionCount == 1, () => relay.Holdings);

        Assert.Equal(Reasons.ReceiverDisconnected, (await alice.NextAsync<HotlinkClose>()).Reason);
        Assert.Null((await bob.ClosedAsync()).Code);
    }

    // SyftBox's Rust daemon names no version: up to 41 seconds without a read for each frame that comes before an application does.
    [Fact]
    public async Task Peer_IsAtWorkAndNamedNoVersion_HasFiveMinutes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells that its machine is there.");
        var (relay, alice, bob, session) = await WorkAsync([]);
        for (var count = 1; count <= 20; count++)
        {
            await AdvanceAsync(15, () => alice.PingCount == count && bob.PingCount == count, () => $"{alice.PingCount} and {bob.PingCount} pings");
            await AnsweredAsync(relay, 1);
        }

        await alice.SendDataAsync(session, 2, "", "late"u8.ToArray());
        Assert.Equal("late"u8.ToArray(), (await bob.NextAsync<HotlinkData>(data => data.Seq == 2)).Payload.ToArray());

        await AdvanceAsync(15, () => relay.ConnectionCount == 1, () => relay.Holdings);
    }

    // The Rust daemon sends from another task than it reads in: what it says of its own doesn't tell that it has read anything.
    [Fact]
    public async Task Peer_IsAtWorkAndSendsSomething_IsStillAtWork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells that its machine is there.");
        var (relay, alice, bob, _) = await WorkAsync([]);
        await AdvanceAsync(15, () => alice.PingCount == 1 && bob.PingCount == 1, () => $"{alice.PingCount} and {bob.PingCount} pings");
        await AnsweredAsync(relay, 1);
        await bob.SendAsync(new FileDelete("fence"));
        await bob.NextAsync<ErrorMessage>();

        for (var count = 2; count <= 4; count++)
        {
            await AdvanceAsync(15, () => alice.PingCount == count && bob.PingCount == count, () => $"{alice.PingCount} and {bob.PingCount} pings");
            await AnsweredAsync(relay, 1);
        }

        Assert.Equal(2, relay.ConnectionCount);
    }

    [Fact]
    public async Task Peer_IsAtWorkAndNamedItsVersion_GoneAfter20Seconds()
    {
        var (relay, alice, bob, _) = await WorkAsync(new() { ["X-Syft-Version"] = "1.0.0" });
        await AdvanceAsync(15, () => alice.PingCount == 1 && bob.PingCount == 1, () => $"{alice.PingCount} and {bob.PingCount} pings");
        await AnsweredAsync(relay, 1);

        await AdvanceAsync(5, () => relay.ConnectionCount == 1, () => relay.Holdings);
    }

    // Any byte is a sign of life.
    [Fact]
    public async Task Peer_SendsInsteadOfAnswering_StaysConnected()
    {
        var relay = await StartAsync(new RelayTestOptions { Time = _time });
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, AnswersPings = false });
        for (var count = 1; count <= 3; count++)
        {
            await AdvanceAsync(15, () => bob.PingCount == count, () => $"{bob.PingCount} pings");
            await bob.SendAsync(new FileDelete("fence"));
            await bob.NextAsync<ErrorMessage>();
        }
    }

    // Its own pings wait behind what the relay doesn't read: without any byte it would take the relay for dead.
    [Fact]
    public async Task Peer_IsReadNoFurther_HearsFromTheRelayAllTheSame()
    {
        var settings = new Dictionary<string, string?> { ["Connections:SlowReceiverTimeout"] = "01:00:00" };
        var relay = await StartAsync(new RelayTestOptions { Time = _time, Settings = settings });
        await relay.PublishRulesAsync(Alice);
        var alice = await relay.ConnectAsync(new PeerOptions { User = Alice, AnswersPings = false });
        var bob = await relay.ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);

        for (var count = 1; count <= 4; count++)
        {
            await AdvanceAsync(15, () => alice.PingCount + alice.PongCount >= count, () => $"{flood.Count} frames");
        }

        Assert.True(flood.IsUnderWay);
        bob.GoOnReading();
        await flood.StopAsync();
    }

    // A peer that never answers the relay's close doesn't keep its connection.
    [Fact]
    public async Task Peer_LeavesTheCloseUnanswered_CutAfter5Seconds()
    {
        var relay = await StartAsync(new RelayTestOptions { Time = _time });
        var alice = await relay.ConnectAsync(new PeerOptions { User = Alice, AnswersClose = false });
        await alice.SendFrameAsync(new(ClientFrame.Binary, default) { IsMasked = false });
        await EventWait.UntilAsync(() => alice.Lately.Contains("1002", StringComparison.Ordinal), () => alice.Lately);

        await EventWait.UntilAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return relay.ConnectionCount == 0;
            },
            () => relay.Holdings);
    }

    // Bob has a frame to work on, and says nothing from then on.
    private async Task<(RelayTestHost Relay, FakePeer Alice, FakePeer Bob, string Session)> WorkAsync(Dictionary<string, string> headers)
    {
        var relay = await StartAsync(new RelayTestOptions { Time = _time });
        await relay.PublishRulesAsync(Alice);
        var alice = await relay.ConnectAsync(Alice);
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, AnswersPings = false, Headers = headers });
        var session = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await alice.SendDataAsync(session, 1, "", "work"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        return (relay, alice, bob, session);
    }

    // An answer that is still under way would come 15 seconds late once the clock goes on.
    private static Task AnsweredAsync(RelayTestHost relay, int silent) =>
        EventWait.UntilAsync(() => relay.AwaitedCount == silent, () => $"{relay.AwaitedCount} awaited");

    // The relay looks once a second, and not at a connection that is busy just then: it gets a few looks more.
    private async Task AdvanceAsync(int seconds, Func<bool> condition, Func<string> seen)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        for (var looks = 0; looks < 3; looks++)
        {
            try
            {
                await EventWait.UntilAsync(condition, seen, TimeSpan.FromSeconds(2));
                return;
            }
            catch (TimeoutException)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        await EventWait.UntilAsync(condition, seen);
    }
}
