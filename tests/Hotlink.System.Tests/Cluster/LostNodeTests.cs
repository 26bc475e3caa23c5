using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A node that dies without a word, or hangs: the others notice within 5 s, and say so to those who are concerned.</summary>
public sealed class LostNodeTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NodeKilled_ItsSessions_CloseElsewhereAsRelayNodeLost(bool senderIsLost)
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        var (lost, survivor) = senderIsLost ? (nodes[0], bob) : (nodes[1], alice);
        await lost.Process.KillAsync();
        await IsToldAsync(survivor, sessionId);
    }

    [Fact]
    public async Task NodeKilled_SessionsOfOthers_GoOn()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var doomed = await nodes[2].ConnectAsync(Carol);
        List<string> sessions = [];
        for (var i = 0; i < 30; i++)
        {
            sessions.Add(await alice.LinkAsync(Paths.Tcp(Alice, $"{i}_to_{i + 1}"), bob));
        }

        var lost = await alice.LinkAsync(Paths.FanOut(Alice), doomed);
        await nodes[2].Process.KillAsync();
        await IsToldAsync(alice, lost);

        var recorder = new StreamRecorder(bob, sessions.Count);
        foreach (var sessionId in sessions)
        {
            await alice.SendDataAsync(sessionId, 1, "", StreamPattern.At(1, 100));
        }

        await recorder.CompleteAsync();
        Assert.Equal(0, alice.Count<HotlinkClose>());
        Assert.Equal(0, alice.Count<HotlinkReject>());
    }

    [Fact]
    public async Task NodeKilled_ItsPeers_AreServedElsewhereAtOnce()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await nodes[1].Process.KillAsync();
        await bob.ClosedAsync();

        var again = await nodes[2].ConnectAsync(Bob);
        await IsToldAsync(alice, sessionId);
        var recorder = new StreamRecorder(again, 1);
        var second = await alice.LinkAsync(Paths.Tcp(Alice), again);
        await alice.SendDataAsync(second, 1, "", StreamPattern.At(1, 100));

        await recorder.CompleteAsync();
    }

    // The very id may be opened again: no grain goes on believing in what is lost.
    [Fact]
    public async Task SendersNodeKilled_SameIdOpenedOnAnother_IsTaken()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        List<string> sessions = [];
        for (var i = 0; i < 10; i++)
        {
            sessions.Add(await alice.LinkAsync(Paths.Tcp(Alice, $"{i}_to_{i + 1}"), bob));
        }

        await nodes[0].Process.KillAsync();
        foreach (var sessionId in sessions)
        {
            await IsToldAsync(bob, sessionId);
        }

        var again = await nodes[2].ConnectAsync(Alice);
        for (var i = 0; i < sessions.Count; i++)
        {
            await again.OpenAsync(Paths.Tcp(Alice, $"{i}_to_{i + 1}"), sessionId: sessions[i]);
            await bob.AcceptAsync(sessions[i]);
            await again.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessions[i]);
        }
    }

    // Its sockets stay open and nothing comes: only the probes tell.
    [Fact]
    public async Task NodeHangs_ItsSessions_CloseElsewhereAsRelayNodeLost()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await nodes[1].Process.FreezeAsync();
        await alice.SendDataAsync(sessionId, 1, "", StreamPattern.At(1, 100));

        await IsToldAsync(alice, sessionId);
        var again = await nodes[2].ConnectAsync(Bob);
        await alice.LinkAsync(Paths.Tcp(Alice), again);
    }

    // A node that was given up must not go on as if nothing had been.
    [Fact]
    public async Task NodeHangs_AndGoesOnAfterItWasGivenUp_Ends()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await nodes[1].Process.FreezeAsync();
        await IsToldAsync(alice, sessionId);

        await nodes[1].Process.ThawAsync();

        Assert.NotEqual(0, await nodes[1].Process.ExitCodeAsync());
        await bob.ClosedAsync();
    }
}
