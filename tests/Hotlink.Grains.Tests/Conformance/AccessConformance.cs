using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>Who may open and accept, and what a change of the rules does to what is open.</summary>
public abstract class AccessConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Fact]
    public async Task Open_MayNotWrite_IsRefused()
    {
        var bob = await Host.ConnectAsync(Bob);
        Assert.Equal(ReasonCode.PermissionDenied, await bob.OpenAsync(Path, Sid));
    }

    [Fact]
    public async Task Open_RecipientMayNotRead_IsRefused()
    {
        Host.LetRead("alice@x.io", Carol);
        var alice = await Host.ConnectAsync(Alice);
        Assert.Equal(ReasonCode.PermissionDenied, await alice.OpenAsync(Path, Sid, Bob));
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid, Carol));
    }

    [Fact]
    public async Task Open_InSomebodyElsesDatasite_ReachesTheOwner()
    {
        Host.LetWrite("alice@x.io/inbox", Bob);
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        Assert.Equal(ReasonCode.None, await bob.OpenAsync("alice@x.io/inbox/bob.request", Sid));
        Assert.Equal(ReasonCode.None, await alice.AcceptAsync(Sid));
    }

    [Fact]
    public async Task Open_Readers_AreThoseWhoMayRead()
    {
        Host.LetRead("alice@x.io", Bob);
        var (alice, bob, carol) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob), await Host.ConnectAsync(Carol));
        await alice.OpenAsync(Path, Sid);
        var open = await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        Assert.Empty(carol.Log.Opens());
        Assert.Empty(alice.Log.Opens());
        Assert.Equal(ReasonCode.PermissionDenied, await carol.AcceptAsync(Sid, open.SessionKey));
    }

    [Fact]
    public async Task Accept_SecondReaderOfAStream_IsRefused()
    {
        var (alice, bob, carol) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob), await Host.ConnectAsync(Carol));
        await alice.OpenAsync(StreamPath, Sid);
        Assert.Equal(ReasonCode.None, await bob.AcceptAsync(Sid));
        Assert.Equal(ReasonCode.AlreadyAccepted, await carol.AcceptAsync(Sid));
        await alice.SendAsync(Sid, "for one");
        Assert.Equal(["for one"], bob.Log.Frames(Sid));
        Assert.Empty(carol.Log.Frames(Sid));
    }

    [Fact]
    public async Task Install_ReaderLosesTheRight_IsOutAndToldWhy()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        Host.LetRead("alice@x.io/app", Carol);
        Assert.Equal(ReasonCode.PermissionRevoked, (await readers[0].Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        var left = await alice.Log.NoticeAsync(NoticeKind.ReceiverLeft, Sid);
        Assert.Equal((Bob, ReasonCode.PermissionRevoked), (left.User, left.Reason.Code));
        await alice.SendAsync(Sid, "for Carol");
        Assert.Equal(["for Carol"], readers[1].Log.Frames(Sid));
        Assert.Empty(readers[0].Log.Frames(Sid));
    }

    [Fact]
    public async Task Install_OnlyReaderLosesTheRight_EndsTheSession()
    {
        var (alice, readers) = await LiveAsync(Bob);
        Host.LetRead("alice@x.io");
        Assert.Equal(ReasonCode.PermissionRevoked, (await readers[0].Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
    }

    // The access rules don't mind how the owner's name is spelled in a path; neither may the news of their changes.
    [Fact]
    public async Task Install_PathSpellsTheOwnerInUpperCase_EndsTheSession()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        Assert.Equal(ReasonCode.None, await alice.OpenAsync("Alice@X.io/app/session.request", Sid));
        await bob.AcceptAsync(Sid);
        Host.LetRead("alice@x.io");
        Assert.Equal(ReasonCode.PermissionRevoked, (await bob.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Install_SenderLosesTheRight_EndsTheSession()
    {
        Host.LetWrite("alice@x.io/inbox", Bob);
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await bob.OpenAsync("alice@x.io/inbox/bob.request", Sid);
        await alice.AcceptAsync(Sid);
        Host.LetRead("alice@x.io/inbox", Bob);
        Assert.Equal(ReasonCode.PermissionRevoked, (await bob.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Install_RecipientWhoIsAwayLosesTheRight_EndsTheSession()
    {
        var alice = await Host.ConnectAsync(Alice);
        await alice.OpenAsync(Path, Sid, Bob);
        Host.LetRead("alice@x.io");
        Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Install_OnePeerIsStuck_OtherSessionsEndAllTheSame()
    {
        var (alice, readers) = await LiveAsync(Bob);
        var carol = await Host.ConnectAsync(Carol);
        await alice.OpenAsync(StreamPath, "session-2", Carol);
        await carol.AcceptAsync("session-2");
        await alice.OpenAsync(Path, "session-3", Carol);
        await carol.AcceptAsync("session-3");
        alice.Sink.Stall();
        var stuck = readers[0].SignalAsync(Sid, "1").AsTask();
        await alice.Log.FramesAsync(Sid, 1);
        Host.LetRead("alice@x.io");
        await carol.Log.NoticeAsync(NoticeKind.Abort, "session-2");
        await carol.Log.NoticeAsync(NoticeKind.Abort, "session-3");
        Host.LetRead("alice@x.io", Bob);
        await alice.OpenAsync(Path, "session-4", Bob);
        await readers[0].AcceptAsync("session-4");
        Host.LetRead("alice@x.io");
        await readers[0].Log.NoticeAsync(NoticeKind.Abort, "session-4");
        alice.Sink.Resume();
        await stuck;
    }

    [Fact]
    public async Task Install_WhileSessionsOpen_LeavesNoneThatIsNotAllowed()
    {
        for (var round = 0; round < 100; round++)
        {
            var sid = $"session-{round}";
            Host.LetRead("alice@x.io", Bob);
            var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
            var opening = Start(() => alice.OpenAsync(Path, sid, Bob));
            var revoking = Task.Run(() => Host.LetRead("alice@x.io"), TestContext.Current.CancellationToken);
            var answer = await opening;
            await revoking;
            if (answer == ReasonCode.None)
            {
                Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Abort, sid)).Reason.Code);
            }

            await Task.WhenAll(alice.LeaveAsync(), bob.LeaveAsync());
        }
    }
}
