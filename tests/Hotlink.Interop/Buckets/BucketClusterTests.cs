using System.Text.Json;
using Hotlink.Node.Cluster;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Silo.Hosting;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.Interop.Buckets;

/// <summary>Two nodes of one cluster, as processes, whose datasites lie in one bucket.</summary>
public sealed class BucketClusterTests(BucketInstallation installation) : BucketTest(installation)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    // The grain that decides is on either node, and the node that it is on has the rules in force when their owner is told.
    [Fact]
    public async Task Rules_WrittenAtOneNode_AreInForceAtBothWhenAcknowledged()
    {
        Assert.SkipUnless(SiloHostingExtensions.HasOrleans, "This build has no Orleans: its packages could not be restored, or WithOrleans=false was set.");
        using var folder = new TemporaryFolder();
        var ports = FreePorts.Take(2);
        await using var first = await StartNodeAsync(folder.Path, ports[0], ports[0]);
        await using var second = await StartNodeAsync(folder.Path, ports[1], ports[0]);
        await using var bob = await second.ConnectAsync(new PeerOptions { User = Bob });

        foreach (var owner in Enumerable.Range(0, 6).Select(i => $"owner{i}@many.example"))
        {
            await using var writer = await first.ConnectAsync(new PeerOptions { User = owner });
            await writer.PublishRulesAsync(RuleFiles.For([Bob]));
            var sessionId = await writer.OpenAsync($"{owner}/app_data/mpc/rpc/stream.tcp.request", Bob);
            await bob.AcceptAsync(sessionId);
            await writer.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessionId);

            await writer.PublishRulesAsync(RuleFiles.OwnerOnly);
            Assert.Equal(Reasons.PermissionRevoked, (await bob.NextAsync<HotlinkClose>(close => close.SessionId == sessionId)).Reason);
            await bob.OpenAsync($"{owner}/other/stream.tcp.request", owner);
            Assert.Equal(Reasons.PermissionDenied, (await bob.NextAsync<HotlinkReject>()).Reason);
        }
    }

    private async Task<NodeProcess> StartNodeAsync(string folder, int siloPort, int primaryPort)
    {
        var config = Path.Combine(folder, $"node-{siloPort}.json");
        var values = new Dictionary<string, string> { ["Cluster:SiloPort"] = $"{siloPort}", ["Cluster:PrimaryPort"] = $"{primaryPort}" };
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(values), Cancellation);
        var node = NodeProcess.Start(
            folder, "serve", "--urls", "http://127.0.0.1:0", "--auth", "off", "--silo", "orleans", "--datasites", Server.SettingOf(), "--config", config);
        await node.AddressAsync(StartLimit);
        return node;
    }
}
