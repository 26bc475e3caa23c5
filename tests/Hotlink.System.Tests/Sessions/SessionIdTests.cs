using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Sessions;

public sealed class SessionIdTests : RelayTest
{
    // Pitfall 19: an id in use belongs to whoever opened it; what it is used for goes on.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_IdOfAnotherUser_SessionExistsAndFirstGoesOn(bool samePath)
    {
        var relay = await StartAsync();
        var (alice, bob, mallory) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Mallory));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await mallory.OpenAsync(samePath ? Paths.Tcp(Alice) : Paths.Tcp(Mallory), sessionId: sessionId);

        Assert.Equal(Reasons.SessionExists, (await mallory.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "mine"u8.ToArray());
        Assert.Equal("mine"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        Assert.Equal(0, bob.Count<HotlinkOpen>() + bob.Count<HotlinkClose>());
    }

    [Fact]
    public async Task Open_OwnIdOnAnotherPath_SessionExistsAndFirstGoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.OpenAsync(Paths.FanOut(Alice), sessionId: sessionId);

        Assert.Equal(Reasons.SessionExists, (await alice.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "mine"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
    }

    // Pitfall 19: opening once more what is open already changes nothing, and brings the answer again.
    [Fact]
    public async Task Open_SameIdSamePathSameConnection_AcceptedOnceMore()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.OpenAsync(Paths.Tcp(Alice), sessionId: sessionId);

        await alice.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessionId);
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "on"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        Assert.Equal(0, bob.Count<HotlinkOpen>());
    }

    // Pitfall 21: the sender came back before the relay noticed that it was gone.
    [Fact]
    public async Task Open_SameIdOnANewConnection_OldOneSuperseded()
    {
        var relay = await StartAsync();
        var (old, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await old.LinkAsync(Paths.Tcp(Alice), bob);
        var fresh = await relay.ConnectAsync(Alice);

        await fresh.OpenAsync(Paths.Tcp(Alice), sessionId: sessionId);

        Assert.Equal(Reasons.Superseded, (await old.NextAsync<HotlinkClose>()).Reason);
        Assert.Equal(Reasons.Superseded, (await bob.NextAsync<HotlinkClose>()).Reason);
        await bob.AcceptAsync(sessionId);
        await fresh.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessionId);
        await fresh.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "fresh"u8.ToArray());
        Assert.Equal("fresh"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        await old.SendDataAsync(sessionId, 2, Paths.Tcp(Alice), "stale"u8.ToArray());
        Assert.Equal(Reasons.NotSender, (await old.NextAsync<HotlinkReject>()).Reason);
        await fresh.SendDataAsync(sessionId, 2, Paths.Tcp(Alice), "fresh"u8.ToArray());
        Assert.Equal("fresh"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
    }

    // Checklist, section M: an id whose session has ended may be used again, by anybody.
    [Theory]
    [InlineData(Alice)]
    [InlineData(Carol)]
    public async Task Open_IdOfAnEndedSession_NewSession(string next)
    {
        var relay = await StartAsync();
        await relay.PublishRulesAsync(next);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await alice.SendAsync(new HotlinkClose(sessionId));
        await bob.NextAsync<HotlinkClose>();
        await EventWait.UntilAsync(() => relay.SessionGrainCount == 0);
        var sender = next == Alice ? alice : await relay.ConnectAsync(next);

        await sender.OpenAsync(Paths.Tcp(next, "1_to_2"), sessionId: sessionId);

        await bob.AcceptAsync(sessionId);
        await sender.NextAsync<HotlinkAccept>();
        await sender.SendDataAsync(sessionId, 1, Paths.Tcp(next, "1_to_2"), "again"u8.ToArray());
        Assert.Equal(1UL, (await bob.NextAsync<HotlinkData>()).Seq);
    }

    // Checklist, section M: two sessions on one path, one after the other. What was before doesn't matter to the second.
    [Fact]
    public async Task Open_PathOfAnEndedSession_StartsAtOne()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        for (var round = 0; round < 3; round++)
        {
            var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
            await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "one"u8.ToArray());
            Assert.Equal((sessionId, 1UL), (await bob.NextAsync<HotlinkData>()) is var data ? (data.SessionId, data.Seq) : default);
            await alice.SendAsync(new HotlinkClose(sessionId));
            await bob.NextAsync<HotlinkClose>(close => close.SessionId == sessionId);
        }
    }
}
