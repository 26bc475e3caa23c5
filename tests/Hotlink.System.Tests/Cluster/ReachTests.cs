using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>Peers find each other wherever they are connected.</summary>
public sealed class ReachTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Fact]
    public async Task Open_WithAndWithoutRecipient_FindsReadersOnEveryNode()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var readers = await Task.WhenAll(nodes.Select(node => node.ConnectAsync(Bob)));

        foreach (var recipient in new[] { "", Bob })
        {
            var sessionId = await alice.OpenAsync(Paths.FanOut(Alice, $"to-{recipient.Length}"), recipient);
            foreach (var reader in readers)
            {
                await reader.AcceptAsync(sessionId);
                await alice.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessionId);
            }

            await alice.SendDataAsync(sessionId, 1, "", StreamPattern.At(1, 100));
            foreach (var reader in readers)
            {
                await reader.NextAsync<HotlinkData>(data => data.SessionId == sessionId);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Bob)]
    public async Task Open_ThatWaits_IsAnnouncedWhereverTheReaderConnects(string recipient)
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        foreach (var node in nodes)
        {
            var sessionId = await alice.OpenAsync(Paths.Tcp(Alice), recipient);
            await alice.SendDataAsync(sessionId, 1, "", StreamPattern.At(1, 100));
            await using var bob = await node.ConnectAsync(Bob);
            await bob.AcceptAsync(sessionId);
            await bob.NextAsync<HotlinkData>(data => data.SessionId == sessionId);
            await alice.SendAsync(new HotlinkClose(sessionId));
            await bob.NextAsync<HotlinkClose>(close => close.SessionId == sessionId);
        }
    }

    // The folder is shared; each node follows it. The grain that decides may be on any of them.
    [Fact]
    public async Task Rules_ChangedInTheSharedFolder_AreInForceOnAllNodesWithinASecond()
    {
        var nodes = await StartAsync(3);
        var alice = await nodes[0].ConnectAsync(Alice);
        var readers = await Task.WhenAll(nodes.Select(node => node.ConnectAsync(Bob)));
        var sessions = new List<string>();
        foreach (var reader in readers)
        {
            sessions.Add(await alice.OpenAsync(Paths.FanOut(Alice, $"news-{sessions.Count}")));
            await reader.AcceptAsync(sessions[^1]);
            await alice.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessions[^1]);
        }

        var watch = FairStopwatch.Start();
        RuleFiles.Put(Datasites, Alice, RuleFiles.OwnerOnly);
        foreach (var (reader, sessionId) in readers.Zip(sessions))
        {
            var close = await reader.NextAsync<HotlinkClose>(message => message.SessionId == sessionId);
            Assert.Equal(Reasons.PermissionRevoked, close.Reason);
        }

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1.5); // A second, and what it takes to write the file and to tell.
        foreach (var node in nodes)
        {
            var writer = await node.ConnectAsync(Carol);
            await writer.OpenAsync(Paths.FanOut(Alice));
            Assert.Equal(Reasons.PermissionDenied, (await writer.NextAsync<HotlinkReject>()).Reason);
        }
    }

    // Rules that come over the wire go into the folder, and so to every node; the grain that decides is on any of them. Who wrote them may
    // rely on them: the sync daemons open their sessions next.
    [Fact]
    public async Task Rules_WrittenByTheirOwnerOnOneNode_AreInForceOnAllWhenAcknowledged()
    {
        var nodes = await StartAsync(3);
        var owners = Enumerable.Range(0, 8).Select(i => $"owner{i}@many.example").ToArray();
        foreach (var (rules, isRefused) in new[] { (RuleFiles.Everybody, false), (RuleFiles.OwnerOnly, true), (RuleFiles.Everybody, false) })
        {
            foreach (var (owner, node) in owners.Zip(owners.Select((_, i) => nodes[i % nodes.Length])))
            {
                await using var writer = await node.ConnectAsync(owner);
                await writer.PublishRulesAsync(rules);
                await using var carol = await nodes[1].ConnectAsync(Carol);
                var sessionId = await carol.OpenAsync(Paths.FanOut(owner), owner);
                if (isRefused)
                {
                    Assert.Equal(Reasons.PermissionDenied, (await carol.NextAsync<HotlinkReject>()).Reason);
                }
                else
                {
                    await writer.NextAsync<HotlinkOpen>(open => open.SessionId == sessionId);
                }
            }
        }
    }

    [Fact]
    public async Task Node_ThatJoins_TakesItsShare()
    {
        var nodes = await StartAsync(2);
        var alice = await nodes[0].ConnectAsync(Alice);
        var third = (await StartAsync(1))[0];
        var bob = await third.ConnectAsync(Bob);
        var carol = await third.ConnectAsync(Carol);

        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await carol.LinkAsync(Paths.Tcp(Carol), alice);

        var status = await third.StatusAsync();
        Assert.Equal((2, 1L), (status.Connections, status.Sessions));
    }
}
