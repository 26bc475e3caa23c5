using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.System.Tests.Kit.Storms;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>Frames between peers of different nodes: in order, each once, over the network between nodes once at most, held back where nobody reads.</summary>
public sealed class DataPathTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Fact]
    public async Task Frames_BetweenNodes_CrossOnceEach()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);

        var sent = await MeasureAsync(nodes, alice, bob, 200);

        Assert.Equal([200, 0, 0], sent);
    }

    [Fact]
    public async Task Frames_WithinANode_CrossNothing()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[2].ConnectAsync(Alice);
        var bob = await nodes[2].ConnectAsync(Bob);

        var sent = await MeasureAsync(nodes, alice, bob, 200);

        Assert.Equal([0, 0, 0], sent);
    }

    // The session's grain may still be where the sender was: it comes along.
    [Fact]
    public async Task Frames_OfASenderThatCameBackElsewhere_CrossOnceEach()
    {
        var nodes = await StartAsync(3);
        var bob = await nodes[1].ConnectAsync(Bob);
        var before = await nodes[0].ConnectAsync(Alice);
        await MeasureAsync(nodes, before, bob, 10);
        await before.CloseAsync();
        var after = await nodes[2].ConnectAsync(Alice);

        var sent = await MeasureAsync(nodes, after, bob, 200);

        Assert.Equal([0, 0, 200], sent);
    }

    [Fact]
    public async Task Streams_BetweenNodesBothWays_ArriveInOrder()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        const int Sessions = 8;
        const int Frames = 500;
        var (atBob, atAlice) = (new List<string>(), new List<string>());
        for (var i = 0; i < Sessions; i++)
        {
            atBob.Add(await alice.LinkAsync(Paths.Tcp(Alice, $"{i}_to_9"), bob));
            atAlice.Add(await bob.LinkAsync(Paths.Tcp(Bob, $"{i}_to_9"), alice));
        }

        var recorders = new[] { new StreamRecorder(bob, Sessions * Frames), new StreamRecorder(alice, Sessions * Frames) };
        for (var seq = 1UL; seq <= Frames; seq++)
        {
            await alice.SendTogetherAsync(atBob.Select(id => new HotlinkData(id, seq, "", "", StreamPattern.At(seq, (int)(seq * 7 % 3000)))));
            await bob.SendTogetherAsync(atAlice.Select(id => new HotlinkData(id, seq, "", "", StreamPattern.At(seq, (int)(seq * 11 % 3000)))));
        }

        await Task.WhenAll(recorders.Select(recorder => recorder.CompleteAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_WhileTheOtherEndSpeaksOnAnotherNode_IsTheFirstThatItHearsOfTheEnd(bool byReader)
    {
        var nodes = await StartAsync(2);
        var (alice, bob) = (await nodes[0].ConnectAsync(Alice), await nodes[1].ConnectAsync(Bob));

        await LastWords.CheckAsync(alice, bob, Paths.Tcp(Alice), byReader, sessions: 100);
    }

    [Fact]
    public async Task Sessions_WhileConnectionsAreCutAndComeBackElsewhere_EachEndHearsTheReason()
    {
        var nodes = await StartAsync(2);
        var connections = 0;

        await new Storm(Alice, options => nodes[connections++ % 2].ConnectAsync(options), seed: 1).RunAsync();
    }

    [Fact]
    public async Task Reader_OnAnotherNodeStops_SenderIsHeldBackAndMemoryStaysBounded()
    {
        var nodes = await StartAsync(2, ("Connections:SlowReceiverTimeout", "00:05:00"));
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectSmallAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var before = nodes.Sum(node => node.MemoryBytes());
        const int FrameBytes = 64 * 1024;

        var flood = new Flood(alice, sessionId, FrameBytes);
        var stuck = await StandstillAsync(flood);

        // What a session may hold in all queues of both nodes, and of the sockets in between.
        Assert.InRange(stuck * FrameBytes, 1, 24L * 1024 * 1024);
        Assert.InRange(nodes.Sum(node => node.MemoryBytes()) - before, long.MinValue, 200L * 1024 * 1024);
        Assert.True(flood.IsUnderWay);

        // Others are not held up, on the same nodes.
        var carol = await nodes[0].ConnectAsync(Carol);
        var dave = await nodes[1].ConnectAsync("dave@four.example");
        var recorder = new StreamRecorder(dave, 1);
        await carol.SendDataAsync(await carol.LinkAsync(Paths.Tcp(Carol), dave), 1, "", StreamPattern.At(1, 100));
        await recorder.CompleteAsync();
        bob.GoOnReading();
        await EventWait.UntilAsync(() => flood.Count > stuck + 100, () => $"{flood.Count} frames after {stuck}");
        await flood.StopAsync();
    }

    private static async Task<long> StandstillAsync(Flood flood)
    {
        var (last, same) = (-1L, 0);
        while (same < 20)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            var count = flood.Count;
            (last, same) = count == last && count > 0 ? (count, same + 1) : (count, 0);
        }

        return last;
    }

    private static async Task<long[]> MeasureAsync(ClusterNode[] nodes, Testing.Peers.FakePeer sender, Testing.Peers.FakePeer reader, int frames)
    {
        var sessionId = await sender.LinkAsync(Paths.Tcp(Alice), reader);
        var before = await Task.WhenAll(nodes.Select(node => node.StatusAsync()));
        var recorder = new StreamRecorder(reader, frames);
        for (var seq = 1UL; seq <= (ulong)frames; seq++)
        {
            await sender.SendDataAsync(sessionId, seq, "", StreamPattern.At(seq, 1000));
        }

        await recorder.CompleteAsync();
        var after = await Task.WhenAll(nodes.Select(node => node.StatusAsync()));
        reader.Intercept = null;
        await sender.SendAsync(new HotlinkClose(sessionId));
        await reader.NextAsync<HotlinkClose>(close => close.SessionId == sessionId);
        return [.. after.Zip(before, (now, then) => now.FramesToNodes - then.FramesToNodes)];
    }
}
