using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A cluster whose nodes find each other in an Azure table.</summary>
public sealed class AzureTests(SharedAzurite azurite) : ClusterTest(azurite)
{
    private const int Frames = 300;

    [Fact]
    public async Task Streams_BetweenNodesBothWays_ArriveInOrder()
    {
        var nodes = await StartAsync(2);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var toBob = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var toAlice = await bob.LinkAsync(Paths.Tcp(Bob), alice);

        var recorders = new[] { new StreamRecorder(bob, Frames), new StreamRecorder(alice, Frames) };
        for (var seq = 1UL; seq <= Frames; seq++)
        {
            await alice.SendDataAsync(toBob, seq, "", StreamPattern.At(seq, (int)(seq * 7 % 3000)));
            await bob.SendDataAsync(toAlice, seq, "", StreamPattern.At(seq, (int)(seq * 11 % 3000)));
        }

        await Task.WhenAll(recorders.Select(recorder => recorder.CompleteAsync()));
        var states = await Task.WhenAll(nodes.Select(node => node.StatusAsync()));
        Assert.Equal([Frames, Frames], states.Select(state => state.FramesToNodes));
        Assert.DoesNotContain(nodes, node => node.Process.Output.Contains(AzuriteServer.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NodeKilled_OthersNotice_AndItsPeersAreServedElsewhere()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await nodes[1].Process.KillAsync();

        await IsToldAsync(alice, sessionId);
        var again = await nodes[2].ConnectAsync(Bob);
        await alice.LinkAsync(Paths.Tcp(Alice), again);
    }

    [Fact]
    public async Task NodeStopped_Leaves_AndOneThatStartsJoins()
    {
        var nodes = await StartAsync(2);
        await nodes[1].Process.TerminateAsync();
        Assert.Equal(0, await nodes[1].Process.ExitCodeAsync());

        var joined = (await StartAsync(1))[0];
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await joined.ConnectAsync(Bob);

        await alice.LinkAsync(Paths.Tcp(Alice), bob);
    }
}
