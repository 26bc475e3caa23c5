using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>How connections begin, end, and follow each other.</summary>
public sealed class ConnectionTests : TunnelTest
{
    [Fact] // Pitfalls 110 and 166.
    public async Task HalfClose_RequestAndResponse_BothArriveWhole()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (client, server) = (await DialAsync(alicePort), await DialAsync(bobPort));

        await client.WriteAsync("request");
        client.EndSending();
        await server.ExpectAsync("request");
        await server.ExpectEndAsync();
        await server.WriteAsync("response");
        server.EndSending();

        await client.ExpectAsync("response");
        await client.ExpectEndAsync();
        await alice.UntilAsync(TunnelEventKind.RunFinished);
        await bob.UntilAsync(TunnelEventKind.RunFinished);
        Assert.False(alice.Status.IsActive);
    }

    [Fact]
    public async Task Leave_WithoutHavingSaidAnything_EndsThePeersConnection()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (speaker, listener) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await speaker.WriteAsync("news");
        await listener.ExpectAsync("news");

        listener.Leave();

        await speaker.ExpectEndAsync();
        speaker.Leave();
        await alice.UntilAsync(TunnelEventKind.RunFinished);
        await bob.UntilAsync(TunnelEventKind.RunFinished);
    }

    [Fact] // Pitfalls 106 and 149: what could not be written is no hole, but the end.
    public async Task Reset_OfOneApplication_ResetsTheOther()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("begin");
        await two.ExpectAsync("begin");
        await two.WriteAsync("so");
        await one.ExpectAsync("so");

        one.Reset();

        await two.ExpectResetAsync();
        await alice.UntilAsync(TunnelEventKind.RunFailed);
        await bob.UntilAsync(TunnelEventKind.RunFailed);
    }

    [Fact] // Pitfalls 109 and 111.
    public async Task Connections_OneAfterTheOther_NeverMix()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        for (var round = 1; round <= 5; round++)
        {
            var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
            await one.WriteAsync($"question {round}");
            one.EndSending();
            await two.ExpectAsync($"question {round}");
            await two.ExpectEndAsync();
            await two.WriteAsync($"answer {round}");
            two.Leave();
            await one.ExpectAsync($"answer {round}");
            await one.ExpectEndAsync();
            one.Leave();
        }

        await alice.UntilAsync(TunnelEventKind.RunFinished, 5);
        await bob.UntilAsync(TunnelEventKind.RunFinished, 5);
        Assert.Equal((5, 0), (alice.Status.Runs, alice.Count(TunnelEventKind.RunFailed)));
        await EventWait.UntilAsync(() => Relay.RouteCount == 0 && Relay.SessionGrainCount == 0, () => Relay.Holdings);
    }

    [Fact] // Pitfall 109.
    public async Task Application_ThatWasReset_TakesOverWithANewConnection()
    {
        var (_, alicePort, bob, bobPort) = await StartPairAsync();
        var (crashing, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await crashing.WriteAsync("old");
        await two.ExpectAsync("old");
        crashing.Reset();
        await two.ExpectResetAsync();
        await bob.UntilAsync(TunnelEventKind.RunFailed);

        var (again, peerAgain) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await again.WriteAsync("new");

        await peerAgain.ExpectAsync("new");
    }

    [Fact] // Pitfall 108.
    public async Task Probes_BeforeAndDuringAConnection_ChangeNothing()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        await ProbeAsync(alice, alicePort, 3);
        await ProbeAsync(bob, bobPort, 3);
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("first");
        await two.ExpectAsync("first");
        await ProbeAsync(alice, alicePort, 6);
        await ProbeAsync(bob, bobPort, 6);

        await one.WriteAsync("second");
        await two.WriteAsync("back");

        await two.ExpectAsync("second");
        await one.ExpectAsync("back");
        Assert.Equal((1, 1), (alice.Status.Runs, bob.Status.Runs));
        Assert.Equal((6, 6), (alice.Status.Probes, bob.Status.Probes));
    }

    [Fact] // Pitfall 165.
    public async Task Probe_ThatIsStillThereWhenBytesCome_GetsNone()
    {
        var (_, alicePort, bob, bobPort) = await StartPairAsync(new() { SettleTime = TimeSpan.FromMinutes(5) });
        var probe = await DialAsync(bobPort);
        var speaker = await DialAsync(alicePort);
        await speaker.WriteAsync("for the real one");
        await bob.UntilAsync(TunnelEventKind.Held);
        Assert.False(probe.HasNews);

        probe.Leave();
        var real = await DialAsync(bobPort);
        await real.WriteAsync("here");

        await real.ExpectAsync("for the real one");
        await speaker.ExpectAsync("here");
    }

    [Fact] // Pitfall 165.
    public async Task Waiting_ConnectionIsPromoted_WhenTheActiveOneEnds()
    {
        var (alice, alicePort, _, bobPort) = await StartPairAsync();
        var (first, second, one) = (await DialAsync(alicePort), await DialAsync(alicePort), await DialAsync(bobPort));
        await first.WriteAsync("first");
        await one.ExpectAsync("first");
        await second.WriteAsync("second");
        await EventWait.UntilAsync(() => alice.Status.Waiting == 1, alice.Describe);

        first.Leave();
        await one.ExpectEndAsync();
        one.Leave();
        var two = await DialAsync(bobPort);

        await two.ExpectAsync("second");
        await two.WriteAsync("to the second");
        await second.ExpectAsync("to the second");
    }

    [Fact]
    public async Task Waiting_ActiveHasEndedItsSendingAndStandsStill_IsTakenOver()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync(new() { TakeOverTime = TimeSpan.FromMilliseconds(300) });
        var (dead, deaf) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await dead.WriteAsync("x");
        await deaf.ExpectAsync("x");
        dead.Leave();

        var alive = await DialAsync(alicePort);
        await alive.WriteAsync("y");

        await deaf.ExpectEndAsync();
        await bob.UntilAsync(TunnelEventKind.RunFailed);
        await (await DialAsync(bobPort)).ExpectAsync("y");
        Assert.Equal(1, alice.Count(TunnelEventKind.RunFailed));
    }

    [Fact]
    public async Task Waiting_MoreThanTheBound_AreReset()
    {
        var (alice, alicePort, _, _) = await StartPairAsync();
        var apps = new List<App>();
        for (var i = 0; i < TunnelOptions.MaxWaiting; i++)
        {
            apps.Add(await DialAsync(alicePort));
        }

        await EventWait.UntilAsync(() => alice.Status.Waiting == TunnelOptions.MaxWaiting, alice.Describe);

        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(async () => await (await DialAsync(alicePort)).ReadSomeAsync(new byte[1]).SoonAsync());
    }

    private static async Task ProbeAsync(Party party, int port, int count)
    {
        for (var i = party.Count(TunnelEventKind.Probe); i < count; i++)
        {
            await using var probe = await App.DialAsync(port);
        }

        await party.UntilAsync(TunnelEventKind.Probe, count);
    }
}
