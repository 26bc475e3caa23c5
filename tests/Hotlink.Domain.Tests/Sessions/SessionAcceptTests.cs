using Hotlink.Domain.Sessions;
using static Hotlink.Domain.Tests.Sessions.Scene;

namespace Hotlink.Domain.Tests.Sessions;

/// <summary>Who may accept (design, section 4, rules 3, 5 and 6).</summary>
public sealed class SessionAcceptTests
{
    [Fact]
    public void Accept_Announced_TellsTheSender()
    {
        var scene = Opened(Bob);
        var (answer, effects) = scene.Accept(Bob);
        Assert.Equal(ReasonCode.None, answer);
        Assert.Equal([new(SessionEffectKind.ForwardAccept, Alice, About: Bob)], effects);
        Assert.Equal(SessionPhase.Live, scene.Machine.Phase);
        Assert.Equal([Bob], scene.Machine.Accepted);
        Assert.Empty(scene.Machine.Announced);
    }

    [Fact]
    public void Accept_Again_IsForwardedAgain()
    {
        var scene = Live(Bob);
        Assert.Equal([new(SessionEffectKind.ForwardAccept, Alice, About: Bob)], scene.Accept(Bob).Effects);
        Assert.Equal([Bob], scene.Machine.Accepted);
    }

    [Fact]
    public void Accept_SecondReaderOfAStream_IsRefused()
    {
        var scene = Opened(StreamPath, Bob, BobElsewhere, Carol);
        scene.Accept(Bob);
        Assert.Equal((ReasonCode.AlreadyAccepted, 0), Refusal(scene.Accept(Carol)));
        Assert.Equal((ReasonCode.AlreadyAccepted, 0), Refusal(scene.Accept(BobElsewhere)));
        Assert.Equal([Bob], scene.Machine.Accepted);
    }

    [Fact]
    public void Accept_SecondReaderElsewhere_JoinsIn()
    {
        var scene = Live(Bob);
        Assert.Equal(ReasonCode.None, scene.Accept(Carol).Answer);
        Assert.Equal([Bob, Carol], scene.Machine.Accepted);
    }

    [Fact]
    public void Accept_SenderOnAnotherConnection_IsRefused() =>
        Assert.Equal((ReasonCode.PermissionDenied, 0), Refusal(Opened(Bob).Accept(AliceElsewhere)));

    [Fact]
    public void Accept_NotTheRecipient_IsRefused()
    {
        var scene = New(recipient: Bob.User);
        scene.Open(Bob);
        Assert.Equal((ReasonCode.PermissionDenied, 0), Refusal(scene.Accept(Carol)));
    }

    [Fact]
    public void Accept_MayNotRead_IsRefused() =>
        Assert.Equal((ReasonCode.PermissionDenied, 0), Refusal(Opened(Bob).Accept(Bob, mayRead: false)));

    [Fact]
    public void Accept_Closed_IsUnknown()
    {
        var scene = Opened(Bob);
        scene.Close(Alice);
        Assert.Equal((ReasonCode.UnknownSession, 0), Refusal(scene.Accept(Bob)));
    }

    [Fact]
    public void Accept_FullSession_TakesOnlyThoseWhoAreIn()
    {
        var scene = New(limits: new() { ReceiverCount = 1 });
        scene.Open(Bob, Carol);
        scene.Accept(Bob);
        Assert.Equal((ReasonCode.PermissionDenied, 0), Refusal(scene.Accept(Carol)));
        Assert.Equal(ReasonCode.None, scene.Accept(Bob).Answer);
    }

    private static (ReasonCode Answer, int Effects) Refusal((ReasonCode Answer, List<SessionEffect> Effects) step) =>
        (step.Answer, step.Effects.Count);
}
