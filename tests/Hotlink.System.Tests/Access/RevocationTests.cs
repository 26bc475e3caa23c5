using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Access;

/// <summary>Checklist, section M: rights that are taken away in the middle of a stream. Pitfalls 27, 60–62.</summary>
public sealed class RevocationTests : RelayTest
{
    private const double SecondsLimit = 3; // A second, and what the requests take.

    [Fact]
    public async Task ReadRight_TakenAwayOverTheWire_BothEndsAreTold()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var flood = new Flood(alice, sessionId, 1024);
        await bob.NextAsync<HotlinkData>(data => data.Seq == 10);

        await relay.PublishRulesAsync(Alice, RuleFiles.For([Carol]));

        await AssertRevokedAsync(sessionId, alice, bob);
        await flood.StopAsync();
    }

    [Fact]
    public async Task ReadRight_TakenAwayInTheFolder_BothEndsAreTold()
    {
        var relay = await StartAsync(new RelayTestOptions { Datasites = folder => RuleFiles.Put(folder, Alice, RuleFiles.Everybody) });
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        RuleFiles.Put(relay.Datasites, Alice, RuleFiles.OwnerOnly);

        await AssertRevokedAsync(sessionId, alice, bob);
    }

    // Pitfall 60: with the file goes everything that it said.
    [Fact]
    public async Task RuleFile_RemovedFromTheFolder_BothEndsAreTold()
    {
        var relay = await StartAsync(new RelayTestOptions { Datasites = folder => RuleFiles.Put(folder, Alice, RuleFiles.Everybody) });
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        File.Delete(Path.Combine(relay.Datasites, Alice, RuleFiles.Name));

        await AssertRevokedAsync(sessionId, alice, bob);
    }

    // Pitfall 27: the sender's right to write counts as much as the receiver's to read.
    [Fact]
    public async Task WriteRight_OfTheSenderTakenAway_BothEndsAreTold()
    {
        var relay = await StartAsync();
        var (bob, carol) = (await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await bob.LinkAsync(Paths.Tcp(Alice), carol);

        await relay.PublishRulesAsync(Alice, RuleFiles.For(writers: [], readers: ["*"]));

        await AssertRevokedAsync(sessionId, bob, carol);
    }

    [Fact]
    public async Task ReadRight_OfOneOfTwoTakenAway_OtherGoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob, carol) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);

        await relay.PublishRulesAsync(Alice, RuleFiles.For([Carol]));

        Assert.Equal(Reasons.PermissionRevoked, (await SoonAsync<HotlinkClose>(bob)).Reason);
        Assert.Equal(Reasons.PermissionRevoked, (await SoonAsync<HotlinkSignal>(alice)).Error);
        await alice.SendDataAsync(sessionId, 1, "", "on"u8.ToArray());
        await carol.NextAsync<HotlinkData>();
        Assert.Equal(0, bob.Count<HotlinkData>());
    }

    // Rules that don't touch a session leave it alone.
    [Fact]
    public async Task Rules_ChangedWithoutTouchingTheSession_GoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await relay.PublishRulesAsync(Alice, RuleFiles.For([Bob]));
        await relay.PublishRulesAsync(Carol, RuleFiles.OwnerOnly);

        await alice.SendDataAsync(sessionId, 1, "", "on"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        Assert.Equal(0, bob.Count<HotlinkClose>());
    }

    // A stuck receiver hears of it all the same, and the sender doesn't wait for that.
    [Fact]
    public async Task ReadRight_OfAStuckReceiverTakenAway_SenderIsToldAtOnce()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);
        await EventWait.UntilAsync(() => relay.WaitingSessions(Bob).Contains(sessionId), () => relay.Holdings);

        await relay.PublishRulesAsync(Alice, RuleFiles.For([Carol]));

        Assert.Equal(Reasons.PermissionRevoked, (await SoonAsync<HotlinkClose>(alice)).Reason);
        bob.GoOnReading();
        Assert.Equal(Reasons.PermissionRevoked, (await bob.NextAsync<HotlinkClose>()).Reason);
        await flood.StopAsync();
    }

    private static async Task AssertRevokedAsync(string sessionId, params IEnumerable<FakePeer> peers)
    {
        foreach (var peer in peers)
        {
            Assert.Equal(Reasons.PermissionRevoked, (await SoonAsync<HotlinkClose>(peer, close => close.SessionId == sessionId)).Reason);
        }
    }

    private static async Task<T> SoonAsync<T>(FakePeer peer, Func<T, bool>? where = null)
        where T : Message
    {
        var watch = FairStopwatch.Start();
        var message = await peer.NextAsync(where);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, SecondsLimit);
        return message;
    }
}
