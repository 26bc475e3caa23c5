using Hotlink.Domain.Access;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Interop.Buckets;

/// <summary>Relays whose datasites lie in a bucket.</summary>
public sealed class BucketRelayTests(BucketInstallation installation) : BucketTest(installation)
{
    private const string Tcp = $"{Alice}/app_data/mpc/rpc/stream.tcp.request";

    [Fact]
    public async Task Open_WithRulesFromTheBucket_Announced()
    {
        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        var relay = await StartRelayAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await alice.LinkAsync(Tcp, bob);
    }

    [Fact]
    public async Task FileWrite_OfRules_InTheBucketAndInForceOnAllNodes()
    {
        var (relay, other) = (await StartRelayAsync(), await StartRelayAsync());
        var alice = await relay.ConnectAsync(Alice);

        await alice.PublishRulesAsync(RuleFiles.For([Bob]));

        Assert.True(MayReadAt(relay));
        Assert.Equal(RuleFiles.For([Bob]), await Server.GetAsync(AliceRules));
        await EventWait.UntilAsync(() => MayReadAt(other));
        await alice.PublishRulesAsync(RuleFiles.OwnerOnly);
        Assert.False(MayReadAt(relay));
        await EventWait.UntilAsync(() => !MayReadAt(other));
        Assert.Empty(relay.Errors);
        Assert.Empty(other.Errors);
    }

    // The rights of a stream that runs on another node than the one that the rules were written at.
    [Fact]
    public async Task Rules_TakenAwayAtAnotherNode_EndTheStream()
    {
        var (relay, other) = (await StartRelayAsync(), await StartRelayAsync());
        await relay.PublishRulesAsync(Alice, RuleFiles.For([Bob]));
        await EventWait.UntilAsync(() => MayReadAt(other));
        var (alice, bob) = (await other.ConnectAsync(Alice), await other.ConnectAsync(Bob));
        await alice.LinkAsync(Tcp, bob);

        await relay.PublishRulesAsync(Alice, RuleFiles.OwnerOnly);

        Assert.Equal(Reasons.PermissionRevoked, (await bob.NextAsync<HotlinkClose>()).Reason);
    }

    [Fact]
    public async Task FileWrite_OfAFile_InTheBucket()
    {
        var relay = await StartRelayAsync();
        var alice = await relay.ConnectAsync(Alice);

        var id = await alice.SendAsync(RuleFiles.FileOf($"{Alice}/results/sum.txt", "42"));
        await alice.NextAsync<Ack>(ack => ack.OriginalId == id);

        Assert.Equal("42", await Server.GetAsync($"{Alice}/results/sum.txt"));
    }

    [Fact]
    public async Task FileWrite_WhileTheBucketIsAway_NackAndTheNodeSaysSo()
    {
        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        var relay = await StartRelayAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await Server.StopAsync();
        var id = await alice.SendAsync(RuleFiles.Write(Alice, RuleFiles.OwnerOnly));

        Assert.Equal((id, "storage unavailable"), await alice.NextAsync<Nack>() is { } nack ? (nack.OriginalId, nack.Error) : default);
        await EventWait.UntilAsync(() => relay.Services.GetRequiredService<NodeCounters>().RuleStoresLost == 1);
        await alice.LinkAsync(Tcp, bob);
        Assert.All(relay.Errors, error => Assert.DoesNotContain(Alice, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_WithABucketThatIsAway_SaysSoAndEnds()
    {
        using var folder = new TemporaryFolder();
        await Server.StopAsync();

        await using var node = NodeProcess.Start(folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--datasites", Server.SettingOf());

        Assert.Equal(1, await node.ExitCodeAsync());
        Assert.Contains("can't be read: no connection", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", node.Output, StringComparison.Ordinal);
    }

    private static bool MayReadAt(RelayTestHost relay) =>
        relay.Services.GetRequiredService<Rulebooks>().Of("default").Decide(Bob, AccessLevel.Read, $"{Alice}/file", default).Allowed;
}
