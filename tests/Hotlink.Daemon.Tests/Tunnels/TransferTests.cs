using System.Security.Cryptography;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Bytes arrive once, in order, whatever the pace, or the stream fails loudly.</summary>
public sealed class TransferTests : TunnelTest
{
    [Fact] // Pitfalls 105 and 182: both ways, in order, over the relay.
    public async Task Transfer_BothWaysAtOnce_IsEqual()
    {
        var (_, alicePort, _, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));

        await Task.WhenAll(
            CopyAsync(one, two, 16 * 1024 * 1024, 1), CopyAsync(two, one, 16 * 1024 * 1024, 2)).SoonAsync();
    }

    [Fact] // Pitfall 100.
    public async Task Transfer_IdenticalChunks_AllArrive()
    {
        var (_, alicePort, _, bobPort) = await StartPairAsync(new() { ChunkBytes = 4096 });
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        var chunk = new byte[4096];

        for (var i = 0; i < 64; i++)
        {
            await one.WriteAsync(chunk);
        }

        Assert.All(await two.ReadBytesAsync(64 * 4096), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Transfer_RelayRestartsInTheMiddle_GoesOnInTheSameConnection()
    {
        var url = $"http://127.0.0.1:{Party.FreePort()}";
        var first = await StartRelayAsync(("Urls", url));
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("begun");
        await two.ExpectAsync("begun");
        await two.WriteAsync("here too");
        await one.ExpectAsync("here too");
        var copying = CopyAsync(one, two, 24 * 1024 * 1024, 3);

        await EventWait.UntilAsync(() => bob.Status.BytesReceived > 1024 * 1024, bob.Describe);
        await first.StopAsync();
        await StartRelayAsync(("Urls", url));

        await copying.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);
        Assert.Equal((1, 1), (alice.Status.Runs, bob.Status.Runs));
        Assert.True(alice.Status.Sending!.Resumes > 0);
    }

    [Fact] // Pitfalls 114 and 138.
    public async Task Connection_MadeAfterTheRelayRestarted_Works()
    {
        var url = $"http://127.0.0.1:{Party.FreePort()}";
        var first = await StartRelayAsync(("Urls", url));
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        await first.StopAsync();
        var one = await DialAsync(alicePort);
        await one.WriteAsync("while there is no relay");
        await StartRelayAsync(("Urls", url));

        var two = await DialAsync(bobPort);

        await two.ExpectAsync("while there is no relay", () => $"{alice.Describe()}\n{bob.Describe()}\n{Relay.Holdings}");
    }

    [Fact] // Pitfall 137.
    public async Task Tunnels_BesideOneWhoseApplicationNeverReads_AreNotHeldUp()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        alice.PutMarker($"{Alice}/{Run}/0_to_2", Alice, Bob, Party.FreePort());
        bob.PutMarker($"{Bob}/{Run}/2_to_0", Bob, Alice, Party.FreePort());
        await alice.UntilAsync(TunnelEventKind.Listening, 2);
        await bob.UntilAsync(TunnelEventKind.Listening, 2);
        var (stuck, deaf) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await deaf.WriteAsync("silent from now on");
        await stuck.ExpectAsync("silent from now on");
        var sending = stuck.WriteAsync(new byte[64 * 1024 * 1024]);
        await EventWait.UntilAsync(() => alice.Tunnels.GetStatus()[0].Sending?.CreditWait > TimeSpan.FromMilliseconds(100), alice.Describe);

        var (one, two) = (await DialAsync(alice.Tunnels.GetStatus()[1].Port), await DialAsync(bob.Tunnels.GetStatus()[1].Port));

        await CopyAsync(one, two, 4 * 1024 * 1024, 4);
        Assert.False(sending.IsCompleted);
        stuck.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => sending.SoonAsync());
    }

    [Fact] // Pitfall 177.
    public async Task Send_ApplicationThatNeverReads_HoldsTheSenderWithBoundedMemory()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await two.WriteAsync("silent from now on");
        await one.ExpectAsync("silent from now on");
        var sending = one.WriteAsync(new byte[64 * 1024 * 1024]);

        await EventWait.UntilAsync(() => alice.Status.Sending?.CreditWait > TimeSpan.FromMilliseconds(300), alice.Describe);

        Assert.False(sending.IsCompleted);
        Assert.True(alice.Status.Sending!.WaitingBytes <= 4 * 1024 * 1024);
        Assert.True(bob.Status.Receiving!.WaitingBytes <= 4 * 1024 * 1024);
        one.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => sending.SoonAsync());
    }

    [Fact] // Pitfalls 107, 158 and 179.
    public async Task Hold_ApplicationComesLate_GetsEverything()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var one = await DialAsync(alicePort);
        await one.WriteAsync("early");
        await bob.UntilAsync(TunnelEventKind.Held);
        Assert.Equal((5, 1), (bob.Status.HeldBytes, bob.Status.NotReady));

        var two = await DialAsync(bobPort);

        await two.ExpectAsync("early");
        Assert.True(bob.Status.FramesBuffered > 0);
        await two.WriteAsync("late");
        await one.ExpectAsync("late");
    }

    [Fact] // Pitfall 107.
    public async Task Hold_NobodyComesInTime_FailsAtTheSender()
    {
        var time = new TestTimeProvider();
        var alice = await StartAsync(Alice);
        var bob = await StartAsync(Bob, new() { TimeProvider = time });
        var alicePort = await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice);
        var one = await DialAsync(alicePort);
        await one.WriteAsync("early");
        await bob.UntilAsync(TunnelEventKind.Held);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, bob.Count(TunnelEventKind.HoldFailed));

        time.Advance(TimeSpan.FromSeconds(2));

        await one.ExpectResetAsync();
        await bob.UntilAsync(TunnelEventKind.HoldFailed);
        Assert.Equal("no application took what was sent", bob.Of(TunnelEventKind.HoldFailed).Single().Text);
        Assert.True(bob.Status.FramesDropped > 0);
    }

    [Fact]
    public async Task Hold_SenderHasEndedAndNobodyComes_FailsAtTheSenderToo()
    {
        var (alice, alicePort, bob, _) = await StartPairAsync(new() { HoldTime = TimeSpan.FromSeconds(1) });
        var one = await DialAsync(alicePort);
        await one.WriteAsync("all there is");
        one.EndSending();

        await bob.UntilAsync(TunnelEventKind.HoldFailed);

        await one.ExpectResetAsync(() => $"{alice.Describe()}\n{bob.Describe()}");
        await alice.UntilAsync(TunnelEventKind.RunFailed);
    }

    [Fact] // Pitfalls 115 and 146.
    public async Task Start_PeerComesLater_BytesWaitInTheApplication()
    {
        var alice = await StartAsync(Alice);
        var one = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        await one.WriteAsync("are you there");
        await EventWait.UntilAsync(() => alice.Status.IsActive, alice.Describe);

        var bob = await StartAsync(Bob);
        var two = await DialAsync(await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice));

        await two.ExpectAsync("are you there");
        Assert.Equal(0, alice.Count(TunnelEventKind.RunFailed));
    }

    [Fact] // Pitfalls 115, 146 and 147.
    public async Task Start_OpensAreRefusedAtFirst_AreTriedAgain()
    {
        var alice = await StartAsync(Alice, change: options => options with { AcceptTimeout = TimeSpan.FromMilliseconds(300) });
        var one = await DialAsync(await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob));
        await one.WriteAsync("patience");
        await alice.UntilAsync(TunnelEventKind.OpenRefused);

        var bob = await StartAsync(Bob);
        var two = await DialAsync(await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice));

        await two.ExpectAsync("patience");
    }

    private static async Task CopyAsync(App from, App to, int bytes, int seed)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        var sending = from.WriteAsync(content);
        var received = await to.ReadBytesAsync(bytes);
        await sending;
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(received));
    }
}
