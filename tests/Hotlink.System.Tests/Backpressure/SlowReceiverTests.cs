using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Backpressure;

public sealed class SlowReceiverTests : RelayTest
{
    private readonly TestTimeProvider _time = new();

    // Pitfalls 2, 7: no progress for 30 s costs the session, and both ends are told; the connection lives on.
    [Theory]
    [InlineData(1024)]
    [InlineData(7 * 1024 * 1024)]
    public async Task Data_ReceiverTakesNothingFor30Seconds_SessionEndsOnBothEnds(int frameBytes)
    {
        var relay = await StartWithoutPingsAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, frameBytes);

        await AdvanceUntilAsync(() => alice.Count<HotlinkClose>() > 0, alice);
        bob.GoOnReading();

        Assert.InRange(_time.Elapsed.TotalSeconds, 30, 60);
        Assert.Equal(Reasons.ReceiverTooSlow, (await alice.NextAsync<HotlinkClose>(close => close.SessionId == sessionId)).Reason);
        Assert.Equal(Reasons.ReceiverTooSlow, (await bob.NextAsync<HotlinkClose>(close => close.SessionId == sessionId)).Reason);
        await flood.StopAsync();
        var next = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await alice.SendDataAsync(next, 1, Paths.Tcp(Alice), "still here"u8.ToArray());
        await bob.NextAsync<HotlinkData>(data => data.SessionId == next);
    }

    [Fact]
    public async Task Data_OneOfTwoReceiversTakesNothing_OtherGoesOn()
    {
        var relay = await StartWithoutPingsAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);

        await AdvanceUntilAsync(() => alice.Count<HotlinkSignal>() > 0, alice);

        var left = await alice.NextAsync<HotlinkSignal>();
        Assert.Equal((sessionId, "receiver_left", Reasons.ReceiverTooSlow), (left.SessionId, left.Kind, left.Error));
        Assert.Equal([Bob], left.Addresses);
        await flood.StopAsync();
        await alice.SendAsync(new HotlinkClose(sessionId, "done"));
        Assert.Equal("done", (await carol.NextAsync<HotlinkClose>()).Reason);
    }

    // The other end of the bound: who takes nothing for twice as long is gone for good.
    [Fact]
    public async Task Data_ReceiverTakesNothingForAMinute_ConnectionEnds()
    {
        var relay = await StartWithoutPingsAsync();
        var alice = await relay.ConnectAsync(Alice);
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, Headers = new Dictionary<string, string> { ["X-Syft-Version"] = "1.0.0" } });
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);

        await AdvanceUntilAsync(() => relay.ConnectionCount == 1, alice);

        bob.GoOnReading();
        await bob.ClosedAsync();
        Assert.Equal(Reasons.ReceiverTooSlow, (await alice.NextAsync<HotlinkClose>()).Reason);
        await flood.StopAsync();
    }

    // SyftBox's Rust daemon doesn't get over the loss of its connection, and an application of its may compute for minutes.
    [Fact]
    public async Task Data_ReceiverWithoutVersionTakesNothingForFourMinutes_LosesTheSessionAndGetsTheFile()
    {
        var relay = await StartWithoutPingsAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);
        await AdvanceUntilAsync(() => alice.Count<HotlinkClose>() > 0, alice);
        await flood.StopAsync();
        await alice.PublishRulesAsync("# again\n" + RuleFiles.Everybody);

        var end = _time.Elapsed + TimeSpan.FromMinutes(3);
        await AdvanceUntilAsync(() => _time.Elapsed > end, alice);
        bob.GoOnReading();

        Assert.Equal(Reasons.ReceiverTooSlow, (await bob.NextAsync<HotlinkClose>()).Reason);
        await bob.NextAsync<FileWrite>(file => file.Content.Span.StartsWith("# again\n"u8));
    }

    private async Task<RelayTestHost> StartWithoutPingsAsync()
    {
        var settings = new Dictionary<string, string?> { ["Connections:PingInterval"] = "1.00:00:00" };
        var relay = await StartAsync(new RelayTestOptions { Time = _time, Settings = settings });
        await relay.PublishRulesAsync(Alice);
        return relay;
    }

    private Task AdvanceUntilAsync(Func<bool> condition, FakePeer seen) => EventWait.UntilAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        () => $"{_time.Elapsed}, {seen.Lately}");
}
