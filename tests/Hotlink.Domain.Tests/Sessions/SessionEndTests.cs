using Hotlink.Domain.Sessions;
using static Hotlink.Domain.Tests.Sessions.Scene;

namespace Hotlink.Domain.Tests.Sessions;

/// <summary>How peers end their part, and who is told (design, section 4, rules 2, 5 and 8).</summary>
public sealed class SessionEndTests
{
    [Fact]
    public void Close_BySender_ReachesAllWhoWereTold()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        var (known, effects) = scene.Close(Alice);
        Assert.True(known);
        Assert.Equal([Told(SessionEffectKind.Close, Bob, "done"), Told(SessionEffectKind.Close, Carol, "done"), End], effects);
    }

    [Fact]
    public void Close_BySenderWithFramesHeld_TellsTheSenderThatTheyAreLost()
    {
        var scene = Opened(Bob);
        scene.Data(Alice);
        Assert.Equal(
            [Told(SessionEffectKind.Reject, Alice, ReasonCode.NoReceiver), Told(SessionEffectKind.Close, Bob, "done"), End],
            scene.Close(Alice).Effects);
    }

    [Fact]
    public void Close_ByOneOfTwo_ReducesTheSession()
    {
        var scene = Live(Bob, Carol);
        Assert.Equal([new(SessionEffectKind.ReceiverLeft, Alice, SessionReason.FromPeer("done"), Bob)], scene.Close(Bob).Effects);
        Assert.Equal([Carol], scene.Machine.Accepted);
        Assert.Equal(SessionPhase.Live, scene.Machine.Phase);
    }

    [Fact]
    public void Close_ByTheLastReceiver_EndsTheSession()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal(
            [Told(SessionEffectKind.Close, Alice, "done"), Told(SessionEffectKind.Close, Carol, "done"), End],
            scene.Close(Bob).Effects);
    }

    [Fact]
    public void Close_ByOneWhoNeverAccepted_CountsAsAReject() =>
        Assert.Equal([Told(SessionEffectKind.Reject, Alice, "done"), End], Opened(Bob).Close(Bob).Effects);

    [Fact]
    public void Close_ByAStranger_ChangesNothing()
    {
        var scene = Live(Bob);
        foreach (var stranger in (Peer[])[Carol, BobElsewhere, AliceElsewhere])
        {
            Assert.Equal((false, 0), Count(scene.Close(stranger)));
            Assert.Equal((false, 0), Count(scene.Reject(stranger)));
            Assert.Empty(scene.Gone(stranger));
            Assert.Empty(scene.Gone(stranger, ReasonCode.ReceiverTooSlow));
        }

        Assert.Equal((false, 0), Count(scene.Reject(Alice)));
        Assert.Equal(SessionPhase.Live, scene.Machine.Phase);
    }

    [Fact]
    public void Reject_ByTheLastAsked_TellsTheSender()
    {
        var scene = Opened(Bob, Carol);
        Assert.Equal((true, 0), Count(scene.Reject(Bob)));
        Assert.Equal([Told(SessionEffectKind.Reject, Alice, "later"), End], scene.Reject(Carol, "later").Effects);
    }

    [Fact]
    public void Reject_ByOneOfTwoReceivers_ReducesTheSession()
    {
        var scene = Live(Bob, Carol);
        Assert.Equal([new(SessionEffectKind.ReceiverLeft, Alice, SessionReason.FromPeer("no"), Bob)], scene.Reject(Bob).Effects);
    }

    [Fact]
    public void Reject_ByTheLastReceiver_EndsTheSessionForThoseStillAsked()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal([Told(SessionEffectKind.Reject, Alice, "no"), Told(SessionEffectKind.Close, Carol, "no"), End], scene.Reject(Bob).Effects);
    }

    [Fact]
    public void Gone_Sender_TellsTheReaders()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal(
            [
                Told(SessionEffectKind.Close, Bob, ReasonCode.SenderDisconnected),
                Told(SessionEffectKind.Close, Carol, ReasonCode.SenderDisconnected),
                End,
            ],
            scene.Gone(Alice));
    }

    [Fact]
    public void Gone_OnlyReceiver_TellsTheSender() =>
        Assert.Equal([Told(SessionEffectKind.Close, Alice, ReasonCode.ReceiverDisconnected), End], Live(Bob).Gone(Bob));

    [Fact]
    public void Gone_OneOfTwoReceivers_ReducesTheSession() =>
        Assert.Equal(
            [new(SessionEffectKind.ReceiverLeft, Alice, ReasonCode.ReceiverDisconnected, Bob)],
            Live(Bob, Carol).Gone(Bob));

    [Fact]
    public void Gone_TooSlowReceiver_TellsBothEndsAtOnce() =>
        Assert.Equal(
            [
                Told(SessionEffectKind.Abort, Bob, ReasonCode.ReceiverTooSlow),
                Told(SessionEffectKind.Close, Alice, ReasonCode.ReceiverTooSlow),
                End,
            ],
            Live(Bob).Gone(Bob, ReasonCode.ReceiverTooSlow));

    [Fact]
    public void Gone_SenderThatTakesNoSignals_TellsBothEndsAtOnce() =>
        Assert.Equal(
            [
                Told(SessionEffectKind.Abort, Alice, ReasonCode.ReceiverTooSlow),
                Told(SessionEffectKind.Abort, Bob, ReasonCode.ReceiverTooSlow),
                End,
            ],
            Live(Bob).Gone(Alice, ReasonCode.ReceiverTooSlow));

    [Fact]
    public void Supersede_Live_TellsEverybodyAtOnce() =>
        Assert.Equal(
            [Told(SessionEffectKind.Abort, Alice, ReasonCode.Superseded), Told(SessionEffectKind.Abort, Bob, ReasonCode.Superseded), End],
            Live(Bob).Supersede());

    [Fact]
    public void Closed_AnyStep_HasNoEffect()
    {
        var scene = Opened(Bob, Carol);
        scene.Data(Alice);
        scene.Supersede();
        Assert.Empty(scene.Open(Bob));
        Assert.Empty(scene.ReaderOnline(Bob));
        Assert.Equal((false, 0), Count(scene.Close(Alice)));
        Assert.Equal((false, 0), Count(scene.Reject(Bob)));
        Assert.Empty(scene.Gone(Alice));
        Assert.Empty(scene.AccessChanged(false, Bob.User));
        Assert.Empty(scene.Supersede());
        scene.Now += TimeSpan.FromDays(1);
        Assert.Empty(scene.Expire());
        Assert.Empty(scene.Data(Alice).Effects);
        Assert.Equal((0L, (TimeSpan?)null), (scene.Machine.HeldBytes, scene.Machine.Deadline));
    }

    private static (bool Known, int Effects) Count((bool Known, List<SessionEffect> Effects) step) => (step.Known, step.Effects.Count);
}
