using Hotlink.Domain.Sessions;
using static Hotlink.Domain.Tests.Sessions.Scene;

namespace Hotlink.Domain.Tests.Sessions;

/// <summary>What a change of the access rules does to a session (design, section 4, rule 9).</summary>
public sealed class SessionAccessTests
{
    [Fact]
    public void AccessChanged_NothingLost_ChangesNothing()
    {
        var scene = Live(Bob);
        Assert.Empty(scene.AccessChanged());
        Assert.Equal(RelayVerdict.Deliver, scene.Data(Alice).Verdict);
    }

    [Fact]
    public void AccessChanged_SenderMayNotWrite_EndsForAllAtOnce()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal([Revoked(Alice), Revoked(Bob), Revoked(Carol), End], scene.AccessChanged(mayWrite: false));
    }

    [Fact]
    public void AccessChanged_RecipientMayNotRead_EndsEvenBeforeAnyoneIsOnline()
    {
        var scene = New(recipient: Bob.User);
        scene.Open();
        Assert.Equal([Revoked(Alice), End], scene.AccessChanged(barred: Bob.User));
    }

    [Fact]
    public void AccessChanged_OnlyReceiverMayNotRead_EndsOnBothEnds() =>
        Assert.Equal(
            [Revoked(Bob), Told(SessionEffectKind.Close, Alice, ReasonCode.PermissionRevoked), End],
            Live(Bob).AccessChanged(barred: Bob.User));

    [Fact]
    public void AccessChanged_AllReceiversMayNotRead_EachIsToldOnce() =>
        Assert.Equal(
            [
                Revoked(Bob),
                new(SessionEffectKind.ReceiverLeft, Alice, ReasonCode.PermissionRevoked, Bob),
                Revoked(Carol),
                Told(SessionEffectKind.Close, Alice, ReasonCode.PermissionRevoked),
                End,
            ],
            Live(Bob, Carol).AccessChanged(true, Bob.User, Carol.User));

    [Fact]
    public void AccessChanged_OneOfTwoReceiversMayNotRead_ReducesTheSession() =>
        Assert.Equal(
            [Revoked(Bob), new(SessionEffectKind.ReceiverLeft, Alice, ReasonCode.PermissionRevoked, Bob)],
            Live(Bob, Carol).AccessChanged(barred: Bob.User));

    [Fact]
    public void AccessChanged_AllAskedMayNotRead_WaitsForOthers()
    {
        var scene = Opened(Bob, BobElsewhere);
        Assert.Equal([Revoked(Bob), Revoked(BobElsewhere), Wait], scene.AccessChanged(barred: Bob.User));
        Assert.Equal(SessionPhase.Waiting, scene.Machine.Phase);
    }

    private static SessionEffect Revoked(Peer peer) => Told(SessionEffectKind.Abort, peer, ReasonCode.PermissionRevoked);
}
