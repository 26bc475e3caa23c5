using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Sessions;

/// <summary>Frames that are sent before anybody accepts (pitfall 179).</summary>
public sealed class EarlyFrameTests : RelayTest
{
    [Fact]
    public async Task Data_BeforeTheAccept_HeldAndDeliveredInOrderBeforeAllElse()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var recorder = new StreamRecorder(bob, 1000);
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await SendAsync(1, 500);

        await bob.AcceptAsync(sessionId);
        await SendAsync(501, 1000);

        await recorder.CompleteAsync();

        Task SendAsync(int from, int to) => alice.SendTogetherAsync(
            Enumerable.Range(from, to - from + 1)
                .Select(seq => new HotlinkData(sessionId, (ulong)seq, "", "", StreamPattern.At((ulong)seq, 300))));
    }

    // Past 1 MiB the sender is told, and so is the reader that was asked.
    [Fact]
    public async Task Data_MoreThanIsHeldBeforeTheAccept_NoReceiver()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        for (var seq = 1UL; seq <= 17; seq++)
        {
            await alice.SendDataAsync(sessionId, seq, "", new byte[64 * 1024]);
        }

        Assert.Equal(Reasons.NoReceiver, (await alice.NextAsync<HotlinkReject>()).Reason);
        Assert.Equal(Reasons.NoReceiver, (await bob.NextAsync<HotlinkClose>()).Reason);
        Assert.Equal(0, bob.Count<HotlinkData>());
    }

    [Fact]
    public async Task Data_HeldFor30Seconds_NoReceiver()
    {
        var time = new TestTimeProvider();
        var settings = new Dictionary<string, string?> { ["Connections:PingInterval"] = "1.00:00:00" };
        var relay = await StartAsync(new RelayTestOptions { Time = time, Settings = settings });
        await relay.PublishRulesAsync(Alice);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();
        await alice.SendDataAsync(sessionId, 1, "", "held"u8.ToArray());
        await EventWait.UntilAsync(() => relay.Pool.Outstanding == 1 && time.HasTimerIn(TimeSpan.FromSeconds(30)), () => relay.Holdings);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Reasons.NoReceiver, (await alice.NextAsync<HotlinkReject>()).Reason);
        Assert.Equal(Reasons.NoReceiver, (await bob.NextAsync<HotlinkClose>()).Reason);
    }

    // "Write, then hang up" before anybody accepted: the frames can't arrive, and the sender is not there to be told; nothing is kept.
    [Fact]
    public async Task Data_HeldAndSenderLeaves_NothingKept()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();
        await alice.SendDataAsync(sessionId, 1, "", "held"u8.ToArray());

        await alice.CloseAsync();

        Assert.Equal(Reasons.SenderDisconnected, (await bob.NextAsync<HotlinkClose>()).Reason);
    }
}
