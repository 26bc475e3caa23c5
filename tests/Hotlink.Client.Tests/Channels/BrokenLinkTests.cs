using System.Net;
using System.Net.Sockets;
using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Streams go on, whatever happens to the way.</summary>
public sealed class BrokenLinkTests : ClientTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact] // Pitfalls 92, 94 and 178.
    public async Task Channel_LinkCutAgainAndAgain_LosesNothingEitherWay()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address) { CutAfter = connection => connection < 8 ? 3_000_000 + (500_000 * connection) : null });
        var alice = await ConnectAsync(link.Address, Alice, Quick);
        var bob = await ConnectAsync(relay.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await Transfer.BothWaysAsync(one, two, 24 * 1024 * 1024, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);

        Assert.True(link.ConnectionCount > 8, Events.Describe());
        Assert.True(one.Writer.GetStatistics().Resumes >= 4 && one.Reader.GetStatistics().Resumes >= 4, Events.Describe());
    }

    [Fact]
    public async Task Channel_BothLinksCutAtTheirOwnPace_LosesNothingEitherWay()
    {
        var relay = await StartRelayAsync();
        var first = Own(new ScriptedLink(relay.Address) { CutAfter = connection => connection < 5 ? 2_500_000 : null });
        var second = Own(new ScriptedLink(relay.Address) { CutAfter = connection => connection < 5 ? 3_500_000 : null });
        var alice = await ConnectAsync(first.Address, Alice, Quick);
        var bob = await ConnectAsync(second.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await Transfer.BothWaysAsync(one, two, 16 * 1024 * 1024, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);

        Assert.True(first.ConnectionCount > 5 && second.ConnectionCount > 5, Events.Describe());
    }

    [Fact]
    public async Task Channel_QuarterGigabyteCutEveryHalfSecond_LosesNothingEitherWay()
    {
        const string Variable = "HOTLINK_LONG_TESTS";
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"256 MiB both ways, cut every 500 ms: runs with {Variable}=1.");
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(link.Address, Alice, Quick);
        var bob = await ConnectAsync(relay.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);
        using var stop = new CancellationTokenSource();
        var cutting = link.CutEveryAsync(TimeSpan.FromMilliseconds(500), stop.Token);

        await Transfer.BothWaysAsync(one, two, 256 * 1024 * 1024, Cancellation).WaitAsync(TimeSpan.FromMinutes(4), TimeProvider.System, Cancellation);

        await stop.CancelAsync();
        await cutting;
        TestContext.Current.TestOutputHelper?.WriteLine($"{link.ConnectionCount} connections; {one.Writer.GetStatistics()}; {one.Reader.GetStatistics()}");
        Assert.True(one.Writer.GetStatistics().Resumes > 1 && one.Reader.GetStatistics().Resumes > 1, Events.Describe());
    }

    [Fact] // Pitfalls 114, 118 and 138.
    public async Task Channel_RelayStoppedAndStartedOnItsPort_LosesNothing()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var relay = await StartRelayAsync(("Urls", url));
        var alice = await ConnectAsync(relay.Address, Alice, Quick);
        var bob = await ConnectAsync(relay.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);
        var sending = Transfer.SendAsync(one.Writer, 24 * 1024 * 1024, 1, Cancellation);
        var buffer = new byte[1024 * 1024];
        await two.Reader.ReadAsync(buffer.AsMemory(0, 0), Cancellation);
        var first = relay;

        await first.StopAsync().SoonAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamSuspended, where: happened => happened.Outbound);
        await StartRelayAsync(("Urls", url));

        var received = Transfer.ReceiveAsync(two.Reader, Cancellation);
        Assert.Equal(await sending.WaitAsync(Patience, TimeProvider.System, Cancellation), await received.SoonAsync());
        Assert.Equal(1, one.Writer.GetStatistics().Resumes);
    }

    [Fact] // Pitfall 176.
    public async Task Channel_RelayThatLosesRepeatsAndReorders_LosesNothing()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var seed = 1;
        link.Scramble = () => new RandomScramble(seed++, lose: 0.02, repeat: 0.05, delay: 0.3);
        var alice = await ConnectAsync(link.Address, Alice, Quick);
        var bob = await ConnectAsync(link.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await Transfer.BothWaysAsync(one, two, 12 * 1024 * 1024, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);

        Assert.True(one.Writer.GetStatistics().RepeatedFrames > 0);
        Assert.Equal(0, one.Writer.GetStatistics().Resumes);
    }

    [Fact]
    public async Task Channel_RelayThatLosesAndReordersOverLinksThatAreCut_LosesNothing()
    {
        var relay = await StartRelayAsync();
        var seed = 100;
        var link = Own(new ScriptedLink(relay.Address)
        {
            Scramble = () => new RandomScramble(seed++, lose: 0.02, repeat: 0.1, delay: 0.3),
            CutAfter = connection => connection is > 1 and < 10 ? 1_500_000 + (200_000 * connection) : null,
        });
        var alice = await ConnectAsync(link.Address, Alice, Quick);
        var bob = await ConnectAsync(link.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);
        link.Cut(); // From here on each of the next connections ends early.

        await Transfer.BothWaysAsync(one, two, 8 * 1024 * 1024, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);

        Assert.True(link.ConnectionCount >= 10, Events.Describe());
    }

    [Fact] // Pitfall 140.
    public async Task Channel_FrozenLink_IsGivenUpAndResumed()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(link.Address, Alice, options => Quick(options) with
        {
            PingInterval = TimeSpan.FromMilliseconds(300),
            PingTimeout = TimeSpan.FromMilliseconds(300),
        });
        var bob = await ConnectAsync(relay.Address, Bob, Quick);
        var (one, two) = await OpenChannelAsync(alice, bob);
        var frozen = new TaskCompletionSource();
        link.Pace = new(Frozen: frozen.Task);
        var sending = Transfer.SendAsync(one.Writer, 8 * 1024 * 1024, 1, Cancellation);

        await Events.UntilAsync(Alice, HotlinkEventKind.LinkDown);
        link.Pace = LinkPace.Free;
        frozen.SetResult();

        var received = Transfer.ReceiveAsync(two.Reader, Cancellation);
        Assert.Equal(await sending.WaitAsync(Patience, TimeProvider.System, Cancellation), await received.SoonAsync());
    }

    [Fact] // Pitfalls 91 and 177.
    public async Task Channel_ReceiverSleeps_HoldsTheSenderWithinItsWindow()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice, options => options with { StallTime = TimeSpan.FromMilliseconds(300) });
        var bob = await ConnectAsync(relay.Address, Bob, options => options with { StallTime = TimeSpan.FromMilliseconds(300) });
        var (one, two) = await OpenChannelAsync(alice, bob);
        var sending = Transfer.SendAsync(one.Writer, 16 * 1024 * 1024, 1, Cancellation);

        await Events.UntilAsync(Alice, HotlinkEventKind.StreamStalled, where: happened => happened.Stall == HotlinkStallCause.PeerApplication);
        await Events.UntilAsync(Bob, HotlinkEventKind.StreamStalled, where: happened => happened.Stall == HotlinkStallCause.OwnApplication);

        Assert.False(sending.IsCompleted);
        Assert.True(two.Reader.GetStatistics().WaitingBytes <= 256 * 1024);
        Assert.True(one.Writer.GetStatistics().WaitingBytes <= 4 * 1024 * 1024);
        var received = Transfer.ReceiveAsync(two.Reader, Cancellation);
        Assert.Equal(await sending.WaitAsync(Patience, TimeProvider.System, Cancellation), await received.SoonAsync());
        Assert.True(one.Writer.GetStatistics().CreditWait > TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Channel_PeerGoneForGood_EndsBothSidesWithAReason()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(relay.Address, Alice, options => Quick(options) with { ResumeWindow = TimeSpan.FromSeconds(1) });
        var bob = await ConnectAsync(link.Address, Bob, options => Quick(options) with { ResumeWindow = TimeSpan.FromSeconds(1) });
        var (one, two) = await OpenChannelAsync(alice, bob);
        await one.WriteAsync(new byte[1000], Cancellation);

        link.IsClosed = true;
        link.Cut();

        foreach (var completion in new[] { one.Writer.Completion, one.Reader.Completion, two.Writer.Completion, two.Reader.Completion })
        {
            var failure = await Assert.ThrowsAsync<HotlinkException>(() => completion.SoonAsync());
            Assert.Equal(HotlinkReason.PeerLost, failure.Reason);
        }
    }

    private static HotlinkClientOptions Quick(HotlinkClientOptions options) =>
        options with { ReconnectDelay = TimeSpan.FromMilliseconds(50), ReconnectMaxDelay = TimeSpan.FromMilliseconds(400) };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
