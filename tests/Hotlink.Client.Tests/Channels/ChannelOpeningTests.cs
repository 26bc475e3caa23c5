using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>A peer that opened its side before, and gave it up or lost it: the channel is opened with the side that it opens then.</summary>
public sealed class ChannelOpeningTests : ClientTest
{
    [Fact]
    public async Task OpenChannel_PeerLostItsSideBeforeTheGreetingAndComesAnew_IsJoinedWithTheNewOne()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await relay.ConnectAsync(Bob);
        var opening = alice.OpenChannelAsync(Directory, Bob, Cancellation);
        await bob.SendAsync(new HotlinkAccept((await bob.NextAsync<HotlinkOpen>()).SessionId));
        var lost = await OpenAsync(bob, StreamKeys.New());
        await bob.SendAsync(new HotlinkClose(lost, "sender disconnected"));
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamSuspended);

        var key = StreamKeys.New();
        var live = await OpenAsync(bob, key);
        await bob.SendAsync(new HotlinkSignal(live, "hl.hello", [], $"1 {key} 1 0 b 4194304"));

        var channel = await opening.SoonAsync(Events.Describe);
        Assert.Equal((live, HotlinkMode.Reliable), (channel.Reader.SessionId, channel.Reader.Mode));
    }

    [Fact]
    public async Task OpenChannel_PeerLostItsSideBeforeTheGreetingAndGoesOn_IsJoinedWithIt()
    {
        var key = StreamKeys.New();
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await relay.ConnectAsync(Bob);
        var opening = alice.OpenChannelAsync(Directory, Bob, Cancellation);
        await bob.SendAsync(new HotlinkAccept((await bob.NextAsync<HotlinkOpen>()).SessionId));
        var lost = await OpenAsync(bob, key);
        await bob.SendAsync(new HotlinkClose(lost, "sender disconnected"));
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamSuspended);

        var next = await OpenAsync(bob, key, SessionKind.Resume);
        await bob.SendAsync(new HotlinkSignal(next, "hl.hello", [], $"1 {key} 2 0 b 4194304"));

        var channel = await opening.SoonAsync(Events.Describe);
        Assert.Equal((next, HotlinkMode.Reliable), (channel.Reader.SessionId, channel.Reader.Mode));
    }

    [Fact]
    public async Task OpenChannel_PeersSideWasOverWhenItWasAccepted_WaitsForTheNextOne()
    {
        var relay = Own(new RelayDouble());
        var connecting = ConnectAsync(relay, Alice);
        using var link = await relay.GreetNextAsync();
        var alice = await connecting.SoonAsync();
        var opening = alice.OpenChannelAsync(Directory, Bob, Cancellation);
        await link.SendAsync(new HotlinkAccept((await link.NextAsync<HotlinkOpen>()).SessionId));
        var over = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, StreamKeys.New());
        await link.SendAsync(new HotlinkOpen(over, BobPath, Bob, Alice));
        await link.NextAsync<HotlinkAccept>();

        await link.SendAsync(new HotlinkReject(over, "unknown session"));

        var key = StreamKeys.New();
        var live = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key);
        await link.SendAsync(new HotlinkOpen(live, BobPath, Bob, Alice));
        await link.NextAsync<HotlinkAccept>();
        await link.SendAsync(new HotlinkSignal(live, "hl.hello", [], $"1 {key} 1 0 b 4194304"));
        var channel = await opening.SoonAsync(Events.Describe);
        Assert.Equal(live, channel.Reader.SessionId);
    }

    private static async Task<string> OpenAsync(FakePeer bob, string key, SessionKind kind = SessionKind.New)
    {
        var session = SessionIds.New(kind, HotlinkFraming.Bytes, key);
        await bob.SendAsync(new HotlinkOpen(session, BobPath, "", Alice));
        await bob.NextAsync<HotlinkAccept>(accept => accept.SessionId == session);
        return session;
    }
}
