using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>What has to be true of all effects of a session, whatever happens to it. Plays the shell that carries them out.</summary>
internal sealed class SessionLaws(SessionScript script)
{
    private readonly HashSet<Peer> _concerned = [Scene.Alice];
    private int _held;
    private bool _ended;

    /// <summary>Checks the effects of one step, with what the machine answered to frames.</summary>
    public void Check(SessionCommand command, RelayVerdict? verdict, IReadOnlyList<SessionEffect> effects)
    {
        Assert.False(_ended && effects.Count > 0, "An effect after the end.");
        CheckFrames(verdict);
        if (LeavesByItself(command))
        {
            _concerned.Remove(command.Peer);
        }

        foreach (var effect in effects)
        {
            Assert.False(_ended, "An effect behind the end.");
            Check(command, effect);
        }

        _held = _ended ? 0 : _held;
    }

    private void Check(SessionCommand command, SessionEffect effect)
    {
        switch (effect.Kind)
        {
            case SessionEffectKind.Announce:
                Assert.NotEqual(Scene.Alice.User, effect.Target.User);
                Assert.True(!script.HasRecipient || effect.Target.User == script.Recipient, "Announced to somebody it isn't meant for.");
                Assert.True(_concerned.Add(effect.Target), "Announced twice.");
                break;
            case SessionEffectKind.ForwardAccept:
                Assert.Equal((Scene.Alice, command.Peer), (effect.Target, effect.About));
                _concerned.Add(command.Peer);
                break;
            case SessionEffectKind.DeliverHeld:
                Assert.Equal(command.Peer, effect.Target);
                Assert.True(_held > 0, "Nothing was held.");
                _held = 0;
                break;
            case SessionEffectKind.Reject or SessionEffectKind.Close or SessionEffectKind.Abort:
                Assert.True(_concerned.Remove(effect.Target), $"{effect.Target} was told of an end that doesn't concern it (any more).");
                Assert.NotEqual(default, effect.Reason);
                break;
            case SessionEffectKind.ReceiverLeft:
                Assert.Equal(Scene.Alice, effect.Target);
                Assert.Contains(Scene.Alice, _concerned);
                Assert.DoesNotContain(effect.About, _concerned);
                break;
            case SessionEffectKind.End:
                _ended = true;
                CheckEnd(command);
                break;
        }
    }

    private void CheckFrames(RelayVerdict? verdict)
    {
        Assert.False(verdict == RelayVerdict.Deliver && _held > 0, "A frame overtakes those that are held.");
        _held += verdict == RelayVerdict.Hold ? 1 : 0;
    }

    // Everybody who knows of the session knows of its end: told, or gone, or the one who ended it.
    private void CheckEnd(SessionCommand command)
    {
        var endedBySender = command is { Kind: SessionCommandKind.Close, Who: 0 };
        Assert.False(endedBySender && _held > 0 && _concerned.Contains(Scene.Alice), "Frames were lost in silence.");
        _concerned.ExceptWith(endedBySender ? [Scene.Alice] : []);
        Assert.Empty(_concerned);
    }

    // A peer that says that it leaves, or whose connection ends, isn't told. The sender's close is looked at when the session ends.
    private static bool LeavesByItself(SessionCommand command) =>
        command.Kind == SessionCommandKind.Gone || (command.Kind is SessionCommandKind.Close or SessionCommandKind.Reject && command.Who > 0);
}
