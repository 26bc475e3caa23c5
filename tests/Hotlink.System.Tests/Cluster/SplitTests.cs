using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A node that doesn't reach the membership store.</summary>
public abstract class SplitTests(IMembershipStore store) : ClusterTest(store)
{
    private static readonly (string, string)[] Impatient = [("Cluster:StoreTimeout", "00:00:03")];

    [Fact]
    public async Task Node_CutOffFromTheStore_StopsServing()
    {
        await using var network = await ForwarderAsync();
        var nodes = await StartAsync(2, Impatient);
        var doubtful = await StartOneAsync(await StoreThroughAsync(network), Impatient);
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await doubtful.ConnectAsync(Bob);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        network.Cut();

        Assert.Equal(1012, (await bob.ClosedAsync()).Code);
        var close = await alice.NextAsync<HotlinkClose>(message => message.SessionId == sessionId);
        Assert.Contains(close.Reason, new[] { Reasons.ReceiverDisconnected, Reasons.RelayNodeLost });
        Assert.NotEqual(0, await doubtful.Process.ExitCodeAsync());
        var again = await nodes[1].ConnectAsync(Bob);
        await alice.LinkAsync(Paths.Tcp(Alice), again);
    }

    // Nobody can be declared dead then: what runs goes on.
    [Fact]
    public async Task Store_GoneForAll_NodesThatReachEachOtherGoOn()
    {
        await using var network = await ForwarderAsync();
        var store = await StoreThroughAsync(network);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartOneAsync(store, Impatient)));
        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);

        network.Cut();
        await EventWait.UntilAsync(
            () => nodes.All(node => node.Process.Output.Split("The membership store can't be reached").Length > 8), () => nodes[0].Process.Output);

        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        Assert.DoesNotContain(nodes, node => node.Process.HasExited);
    }
}
