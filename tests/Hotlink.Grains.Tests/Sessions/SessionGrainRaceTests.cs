using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Tests.Conformance;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>What comes in between while a session grain waits for an answer: each of these takes luck to happen by itself.</summary>
public sealed class SessionGrainRaceTests : ConformanceTests<GatedHost>
{
    private static readonly string SessionIdKey = GrainKeys.SessionId(GrainHost.Tenant, Sid);

    [Fact]
    public async Task Open_SupersededWhileReadersAreLookedFor_IsNeverAnnounced()
    {
        var (alice, again, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        var gate = Host.HoldDatasite(Bob);
        var older = alice.OpenAsync(Path, Sid, Bob);
        await gate.Arrived;
        Assert.Equal(ReasonCode.None, await again.OpenAsync(StreamPath, Sid, Bob));
        gate.Open();
        Assert.Equal(ReasonCode.None, await older);
        Assert.Single(alice.Log.Notices(NoticeKind.Abort, Sid));
        Assert.Equal([StreamPath], bob.Log.Opens().Select(open => open.Path));
    }

    [Fact]
    public async Task Open_RightsChangeAfterTheyWereAskedFor_Ends()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        var gate = Host.HoldDatasite(Alice, skip: 1); // The first call watches, the second asks.
        var opening = alice.OpenAsync(Path, Sid, Bob);
        await gate.Arrived;
        var watchers = await Host.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(GrainHost.Tenant, Alice))
            .CallAsync(0, static (grain, _) => grain.WatchersAsync());
        Assert.Equal([GrainKeys.Session(GrainHost.Tenant, Alice, Path)], watchers);
        Host.LetRead(Alice);
        await Host.AccessChangedAsync(Alice, Path);
        gate.Open();
        await opening;
        Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Single(bob.Log.Notices(NoticeKind.Abort, Sid));
    }

    [Fact]
    public async Task Open_RightsChangeBeforeTheIdIsClaimed_Ends()
    {
        var alice = await Host.ConnectAsync(Alice);
        var gate = Host.Gates.HoldAnswer<ISessionIdGrain>(SessionIdKey);
        var opening = alice.OpenAsync(Path, Sid, Bob);
        await gate.Arrived;
        Host.LetRead(Alice);
        await Host.AccessChangedAsync(Alice, Path);
        gate.Open();
        await opening;
        Assert.Equal(ReasonCode.PermissionRevoked, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Accept_AllowedByAnOldAnswer_IsRefused()
    {
        var (alice, readers) = await LiveAsync(Carol);
        var bob = await Host.ConnectAsync(Bob);
        var gate = Host.HoldDatasite(Alice);
        var accepting = bob.AcceptAsync(Sid, readers[0].Log.Opens()[0].SessionKey);
        await gate.Arrived;
        Host.LetRead(Alice, Carol);
        await Host.AccessChangedAsync(Alice, Path);
        gate.Open();
        Assert.Equal(ReasonCode.PermissionDenied, await accepting);
        await alice.SendAsync(Sid, "for Carol");
        Assert.Empty(bob.Log.Frames(Sid));
    }

    [Fact]
    public async Task Accept_SessionEndsMeanwhile_IsUnknown()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid, Bob);
        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        var gate = Host.HoldDatasite(Alice);
        var accepting = bob.AcceptAsync(Sid);
        await gate.Arrived;
        await alice.CloseAsync(Sid);
        gate.Open();
        Assert.Equal(ReasonCode.UnknownSession, await accepting);
        Assert.Empty(alice.Log.Notices(NoticeKind.Accept, Sid));
    }

    [Fact]
    public async Task Open_FailsOnItsWay_LeavesNothing()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        var gate = Host.HoldDatasite(Bob);
        var opening = alice.OpenAsync(Path, Sid, Bob);
        await gate.Arrived;
        gate.Fail(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => opening);
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid, Bob));
        Assert.Single(bob.Log.Opens());
    }

    // As where the node with the id's grain is lost: the open is made again, and finds its own claim.
    [Fact]
    public async Task Open_FailsBehindItsClaimWhileAnotherOfItsPathIsUnderWay_CanBeMadeAgain()
    {
        var (alice, bob, _) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob), await Host.ConnectAsync(Carol));
        var other = Host.HoldDatasite(Carol);
        var underWay = alice.OpenAsync(Path, "session-2", Carol);
        await other.Arrived;
        var claim = Host.Gates.HoldAnswer<ISessionIdGrain>(SessionIdKey);
        var opening = alice.OpenAsync(Path, Sid, Bob);
        await claim.Arrived;
        claim.Fail(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => opening);

        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid, Bob));

        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        other.Open();
        Assert.Equal(ReasonCode.None, await underWay);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_WhileReadersAreLookedFor_LeavesNoWordBehind(bool directed)
    {
        var alice = await Host.ConnectAsync(Alice);
        var gate = directed
            ? Host.Gates.HoldCall<IDatasiteGrain>(GrainKeys.Datasite(GrainHost.Tenant, Bob))
            : Host.Gates.HoldCall<IPresenceGrain>(GrainKeys.Presence(GrainHost.Tenant));
        var opening = alice.AskToOpenAsync(Path, Sid, directed ? Bob : "").AsTask();
        await gate.Arrived;
        Assert.Equal(ReasonCode.None, await alice.CloseAsync(Sid));
        gate.Open();
        Assert.Equal(ReasonCode.None, (await opening).Refusal);
        var bob = await Host.ConnectAsync(Bob);
        Assert.Empty(bob.Log.Opens());
    }

    [Fact]
    public async Task Expire_OtherGrainsAreSlow_KeepsTheGrainUntilAllIsLeft()
    {
        var alice = await Host.ConnectAsync(Alice);
        await alice.OpenAsync(Path, Sid, Bob);
        var gate = Host.Gates.HoldAnswer<ISessionIdGrain>(SessionIdKey);
        Host.Time.Advance(GrainHost.Limits.OpenWait);
        await gate.Arrived;
        Assert.Equal(1, Host.Gates.SessionGrains);
        Assert.Single(alice.Log.Notices(NoticeKind.Reject, Sid));
        gate.Open();
        await Eventually.EqualAsync(0, () => Host.Gates.SessionGrains);
    }

    [Fact]
    public async Task Relay_ConnectionFails_IsLoggedAndTellsTheSender()
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Delay = () => throw new InvalidOperationException("broken");
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "frame"));
        Assert.Equal(ReasonCode.RelayNodeLost, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
        Assert.StartsWith("3201 ", Assert.Single(Host.Errors.TakeAll()), StringComparison.Ordinal);
    }

    // Another session of the path began before this one is asked after: the id must be free all the same.
    [Fact]
    public async Task NodeLost_SessionWentWithIt_LetsGoOfItsIdBesideOthers()
    {
        const string Lost = "session-lost";
        var (alice, _) = await LiveAsync(Bob);
        var key = GrainKeys.Session(GrainHost.Tenant, Alice, Path);
        var ids = Host.Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(GrainHost.Tenant, Lost));
        await ids.CallAsync(new SessionClaim(Lost, key, alice.Peer, 1), static (grain, claim) => grain.ClaimAsync(claim));

        Assert.Equal(ReasonCode.UnknownSession, await AskAfterAsync(Lost, "node"));

        Assert.Null(await ids.CallAsync(Lost, static (grain, id) => grain.FindAsync(id)));
        await alice.SendAsync(Sid, "goes on");
    }

    [Fact]
    public async Task NodeLost_NoneIsKnownToBe_SaysWhetherTheSessionIsThere()
    {
        var (alice, readers) = await LiveAsync(Bob);

        Assert.Equal(ReasonCode.None, await AskAfterAsync(Sid, ""));

        await alice.SendAsync(Sid, "goes on");
        Assert.Single(readers[0].Log.Frames(Sid));
    }

    private ValueTask<ReasonCode> AskAfterAsync(string sessionId, string node) =>
        Host.Grains.GetGrain<ISessionGrain>(GrainKeys.Session(GrainHost.Tenant, Alice, Path))
            .CallAsync(new LostNode(sessionId, node), static (grain, lost) => grain.NodeLostAsync(lost));
}
