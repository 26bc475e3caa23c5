using Hotlink.Domain.Sessions;
using static Hotlink.Domain.Tests.Sessions.Scene;

namespace Hotlink.Domain.Tests.Sessions;

/// <summary>Where data and signals go (design, section 4, rules 1, 5 and 7).</summary>
public sealed class SessionRelayTests
{
    [Fact]
    public void Relay_Live_IsDelivered() => Assert.Equal(RelayVerdict.Deliver, Live(Bob, Carol).Data(Alice).Verdict);

    [Fact]
    public void Relay_NotTheSender_GoesNowhere()
    {
        var scene = Live(Bob);
        Assert.Equal(RelayVerdict.NotSender, scene.Data(Bob).Verdict);
        Assert.Equal(RelayVerdict.NotSender, scene.Data(AliceElsewhere).Verdict);
        Assert.Equal(RelayVerdict.NotSender, scene.Data(Carol).Verdict);
    }

    [Fact]
    public void Relay_Closed_GoesNowhere()
    {
        var scene = Live(Bob);
        scene.Close(Bob);
        Assert.Equal(RelayVerdict.Closed, scene.Data(Alice).Verdict);
        Assert.Equal(RelayVerdict.Closed, scene.Signal(Alice).Verdict);
    }

    [Fact]
    public void Relay_NobodyAccepted_IsHeldAndDeliveredFirst()
    {
        var scene = Opened(Bob);
        Assert.Equal(RelayVerdict.Hold, scene.Data(Alice, 100).Verdict);
        Assert.Equal(RelayVerdict.Hold, scene.Signal(Alice, 20).Verdict);
        Assert.Equal(120, scene.Machine.HeldBytes);
        Assert.Equal([new(SessionEffectKind.ForwardAccept, Alice, About: Bob), new(SessionEffectKind.DeliverHeld, Bob)], scene.Accept(Bob).Effects);
        Assert.Equal(0, scene.Machine.HeldBytes);
        Assert.Equal(RelayVerdict.Deliver, scene.Data(Alice).Verdict);
    }

    [Fact]
    public void Accept_SecondReader_GetsNothingOfWhatWasHeld()
    {
        var scene = Opened(Bob, Carol);
        scene.Data(Alice);
        scene.Accept(Bob);
        Assert.DoesNotContain(scene.Accept(Carol).Effects, effect => effect.Kind == SessionEffectKind.DeliverHeld);
    }

    [Fact]
    public void Relay_UpToTheBound_IsHeld()
    {
        var scene = New(limits: new() { HoldBytes = 100 });
        scene.Open(Bob);
        Assert.Equal(RelayVerdict.Hold, scene.Data(Alice, 60).Verdict);
        Assert.Equal(RelayVerdict.Hold, scene.Data(Alice, 40).Verdict);
    }

    [Fact]
    public void Relay_PastTheBound_EndsWithNoReceiver()
    {
        var scene = New(limits: new() { HoldBytes = 100 });
        scene.Open(Bob);
        scene.Data(Alice, 100);
        var (verdict, effects) = scene.Data(Alice, 1);
        Assert.Equal(RelayVerdict.Overflow, verdict);
        Assert.Equal(
            [Told(SessionEffectKind.Reject, Alice, ReasonCode.NoReceiver), Told(SessionEffectKind.Close, Bob, ReasonCode.NoReceiver), End],
            effects);
        Assert.Equal(0, scene.Machine.HeldBytes);
    }

    [Fact]
    public void Expire_HeldTooLong_EndsWithNoReceiver()
    {
        var scene = Opened(Bob);
        scene.Data(Alice);
        var due = scene.Now + SessionLimits.Default.HoldTime;
        scene.Now += TimeSpan.FromSeconds(1);
        scene.Data(Alice);
        Assert.Equal(due, scene.Machine.Deadline);
        scene.Now = due;
        Assert.Equal(
            [Told(SessionEffectKind.Reject, Alice, ReasonCode.NoReceiver), Told(SessionEffectKind.Close, Bob, ReasonCode.NoReceiver), End],
            scene.Expire());
    }

    [Fact]
    public void Accept_Held_TakesTheDeadlineAway()
    {
        var scene = Opened(Bob);
        scene.Data(Alice);
        scene.Accept(Bob);
        scene.Now += TimeSpan.FromHours(1);
        Assert.Null(scene.Machine.Deadline);
        Assert.Empty(scene.Expire());
    }

    [Fact]
    public void Deadline_WaitingAndHolding_IsTheEarlier()
    {
        var scene = New(limits: new() { OpenWait = TimeSpan.FromSeconds(30), HoldTime = TimeSpan.FromSeconds(5) });
        scene.Open();
        scene.Now += TimeSpan.FromSeconds(1);
        scene.Data(Alice);
        Assert.Equal(scene.Now + TimeSpan.FromSeconds(5), scene.Machine.Deadline);
    }

    [Fact]
    public void Signal_OfAReceiver_GoesToTheSender()
    {
        var scene = Live(Bob);
        Assert.Equal(RelayVerdict.DeliverToSender, scene.Signal(Bob).Verdict);
        Assert.Equal(RelayVerdict.Deliver, scene.Signal(Alice).Verdict);
    }

    [Fact]
    public void Signal_OfAStranger_GoesNowhere()
    {
        var scene = Opened(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal(RelayVerdict.Stranger, scene.Signal(Carol).Verdict);
        Assert.Equal(RelayVerdict.Stranger, scene.Signal(BobElsewhere).Verdict);
        Assert.Equal(RelayVerdict.Stranger, scene.Signal(AliceElsewhere).Verdict);
    }
}
