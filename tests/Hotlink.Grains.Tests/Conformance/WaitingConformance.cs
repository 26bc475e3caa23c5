using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>Opens that find nobody, or somebody who is just going, and the readers that come in the end.</summary>
public abstract class WaitingConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Attach_OpenWaits_IsAnnounced(Audience audience)
    {
        var alice = await Host.ConnectAsync(Alice);
        Assert.Equal(ReasonCode.None, await OpenAsync(alice, Sid, audience));
        await alice.SendAsync(Sid, "early");
        Host.Time.Advance(GrainHost.Limits.OpenWait / 2);
        var bob = await Host.ConnectAsync(Bob);
        Assert.Equal(ReasonCode.None, await bob.AcceptAsync(Sid));
        Assert.Equal(["early"], bob.Log.Frames(Sid));
        Host.Time.Advance(GrainHost.Limits.OpenWait);
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "late"));
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Attach_AtTheSameTimeAsTheOpen_IsAnnounced(Audience audience)
    {
        for (var round = 0; round < 300; round++)
        {
            var sid = $"session-{round}";
            var (alice, bob) = (await Host.ConnectAsync(Alice), Host.Peer(Bob));
            var opening = Start(() => OpenAsync(alice, sid, audience));
            var attaching = Start(bob.AttachAsync);
            Assert.Equal(ReasonCode.None, await opening);
            await attaching;
            Assert.Equal(ReasonCode.None, await bob.AcceptAsync(sid));
            Assert.Single(bob.Log.Notices(NoticeKind.Open, sid));
            await Task.WhenAll(alice.LeaveAsync(), bob.LeaveAsync());
        }
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Leave_AtTheSameTimeAsTheOpen_StillReachesTheNextConnection(Audience audience)
    {
        for (var round = 0; round < 300; round++)
        {
            var sid = $"session-{round}";
            var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
            var opening = Start(() => OpenAsync(alice, sid, audience));
            var leaving = Start(bob.LeaveAsync);
            Assert.Equal(ReasonCode.None, await opening);
            await leaving;
            var back = await Host.ConnectAsync(Bob);
            Assert.Equal(ReasonCode.None, await back.AcceptAsync(sid));
            await Task.WhenAll(alice.LeaveAsync(), back.LeaveAsync());
        }
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Open_ReaderIsListedButGone_WaitsForTheNextConnection(Audience audience)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        bob.Sink.Cut();
        Assert.Equal(ReasonCode.None, await OpenAsync(alice, Sid, audience));
        var back = await Host.ConnectAsync(Bob);
        Assert.Equal(ReasonCode.None, await back.AcceptAsync(Sid));
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Open_ReaderIsListedButGone_EndsWithNoReceiver(Audience audience)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        bob.Sink.Cut();
        await OpenAsync(alice, Sid, audience);
        Host.Time.Advance(GrainHost.Limits.OpenWait);
        Assert.Equal(ReasonCode.NoReceiver, (await alice.Log.NoticeAsync(NoticeKind.Reject, Sid)).Reason.Code);
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Attach_SecondConnectionOfAReaderThatHasNotAnswered_IsAnnouncedToo(Audience audience)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await OpenAsync(alice, Sid, audience);
        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        var elsewhere = await Host.ConnectAsync(Bob);
        Assert.Equal(ReasonCode.None, await elsewhere.AcceptAsync(Sid));
    }

    [Theory]
    [InlineData(Audience.Directed)]
    [InlineData(Audience.Listed)]
    [InlineData(Audience.Anybody)]
    public async Task Leave_LastReaderThatWasTold_WaitsAgain(Audience audience)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await OpenAsync(alice, Sid, audience);
        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        await bob.LeaveAsync();
        Host.Time.Advance(GrainHost.Limits.OpenWait / 2);
        var back = await Host.ConnectAsync(Bob);
        Assert.Equal(ReasonCode.None, await back.AcceptAsync(Sid));
    }

    [Fact]
    public async Task Expire_NobodyCame_TellsTheSender()
    {
        var alice = await Host.ConnectAsync(Alice);
        await alice.OpenAsync(Path, Sid, Bob);
        Host.Time.Advance(GrainHost.Limits.OpenWait - TimeSpan.FromMilliseconds(1));
        Assert.Empty(alice.Log.Notices(NoticeKind.Reject, Sid));
        Host.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ReasonCode.NoReceiver, (await alice.Log.NoticeAsync(NoticeKind.Reject, Sid)).Reason.Code);
        await alice.LeaveAsync();
        var bob = await Host.ConnectAsync(Bob);
        Assert.Empty(bob.Log.Opens());
    }

    [Fact]
    public async Task Attach_MayNotRead_IsNotAnnounced()
    {
        Host.LetRead("alice@x.io", "*@y.io");
        var alice = await Host.ConnectAsync(Alice);
        await alice.OpenAsync(Path, Sid);
        var bob = await Host.ConnectAsync(Bob);
        var dave = await Host.ConnectAsync("dave@y.io");
        Assert.Equal(ReasonCode.None, await dave.AcceptAsync(Sid));
        Assert.Empty(bob.Log.Opens());
    }

    [Fact]
    public async Task Open_SendersOtherConnections_AreNeverTold()
    {
        var (alice, elsewhere) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Alice));
        await alice.OpenAsync(Path, Sid);
        var later = await Host.ConnectAsync(Alice);
        Assert.Empty(elsewhere.Log.Opens());
        Assert.Empty(later.Log.Opens());
    }

    private async Task<ReasonCode> OpenAsync(TestPeer sender, string sid, Audience audience)
    {
        Host.LetRead("alice@x.io", audience == Audience.Anybody ? "*" : Bob);
        return await sender.OpenAsync(Path, sid, audience == Audience.Directed ? Bob : "");
    }
}
