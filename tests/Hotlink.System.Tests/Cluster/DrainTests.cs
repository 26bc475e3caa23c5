using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A node that is asked to stop.</summary>
public sealed class DrainTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Fact]
    public async Task Drain_ManyPeers_UnreadyFirstAndToldToMoveOneAfterTheOther()
    {
        const int Count = 60;
        var nodes = await StartAsync(2, ("Connections:DrainDelay", "00:00:01"), ("Connections:DrainTime", "00:00:02"));
        var peers = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => nodes[0].ConnectAsync($"user{i}@many.example")));

        await nodes[0].Process.TerminateAsync();

        await EventWait.UntilAsync(() => nodes[0].ReadinessAsync().Result == 503, () => nodes[0].Process.Output);
        Assert.DoesNotContain(peers, peer => peer.IsClosed);
        var start = TimeProvider.System.GetTimestamp();
        var times = await Task.WhenAll(peers.Select(peer => ClosedAfterAsync(peer, start)));
        Assert.True(times.Max() - times.Min() > TimeSpan.FromSeconds(0.3), $"All were told within {times.Max() - times.Min()}.");
        Assert.Equal(0, await nodes[0].Process.ExitCodeAsync());
    }

    // What the others rely on is elsewhere before the node is gone: nobody has to wait until it is missed.
    [Fact]
    public async Task Drain_GrainsThatOthersRelyOn_AreElsewhere()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => nodes[1].ConnectAsync($"reader{i}@many.example")));
        await nodes[2].Process.TerminateAsync();
        Assert.Equal(0, await nodes[2].Process.ExitCodeAsync());

        foreach (var reader in readers)
        {
            var sessionId = await alice.OpenAsync(Paths.Tcp(Alice), reader.User);
            await reader.AcceptAsync(sessionId);
        }
    }

    private static async Task<TimeSpan> ClosedAfterAsync(FakePeer peer, long start)
    {
        Assert.Equal(1012, (await peer.ClosedAsync()).Code);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
