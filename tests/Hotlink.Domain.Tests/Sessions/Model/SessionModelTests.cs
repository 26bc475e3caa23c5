using FsCheck;
using FsCheck.Fluent;
using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>Random scripts on the machine and on the model: after every step both agree, and the effects keep the laws.</summary>
public sealed class SessionModelTests
{
    private readonly HashSet<SessionPhase> _phases = [];
    private readonly HashSet<SessionEffectKind> _effects = [];
    private readonly HashSet<RelayVerdict> _verdicts = [];

    [Fact]
    public void Machine_RandomSteps_AgreesWithTheModel()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithStartSize(5).WithEndSize(60);
        FsCheck.Check.One(config, Prop.ForAll(SessionScripts.All, script => Run(script)));

        // A property that never gets anywhere holds always.
        Assert.Equal(Enum.GetValues<SessionPhase>(), _phases.Order());
        Assert.Equal(Enum.GetValues<SessionEffectKind>(), _effects.Order());
        Assert.Equal(Enum.GetValues<RelayVerdict>(), _verdicts.Order());
    }

    private void Run(SessionScript script)
    {
        var machine = new SessionMachine("session-1", script.Path, Scene.Alice, script.Recipient, SessionScript.Limits);
        var model = new SessionModel(script);
        var laws = new SessionLaws(script);
        var now = TimeSpan.Zero;
        foreach (var command in script.Commands)
        {
            now += TimeSpan.FromSeconds(command.Kind == SessionCommandKind.Expire ? command.Amount / 2 : 0);
            var effects = new List<SessionEffect>();
            var verdict = Apply(machine, command, now, effects);
            model.Apply(command, now);
            AssertSame(model, machine);
            laws.Check(command, verdict, effects);
            Note(machine.Phase, verdict, effects);
        }
    }

    private static void AssertSame(SessionModel model, SessionMachine machine)
    {
        Assert.Equal(model.Phase, machine.Phase);
        Assert.Equal(model.Accepted.ToHashSet(), machine.Accepted.ToHashSet());
        Assert.Equal(model.Announced.ToHashSet(), machine.Announced.ToHashSet());
        Assert.Equal(machine.Accepted.Count, machine.Accepted.Distinct().Count());
        Assert.Equal(model.Held, machine.HeldBytes);
        Assert.Equal(model.Due, machine.Deadline);
        Assert.True(!machine.IsSingleReader || machine.Accepted.Count <= 1, "Two readers of a stream.");
    }

    private static RelayVerdict? Apply(SessionMachine machine, SessionCommand command, TimeSpan now, List<SessionEffect> effects)
    {
        var peer = command.Peer;
        switch (command.Kind)
        {
            case SessionCommandKind.Open:
                machine.Open(command.Chosen, now, effects);
                break;
            case SessionCommandKind.Online:
                machine.ReaderOnline(peer, effects);
                break;
            case SessionCommandKind.Accept or SessionCommandKind.AcceptBarred:
                machine.Accept(peer, mayRead: command.Kind == SessionCommandKind.Accept, effects);
                break;
            case SessionCommandKind.Data:
                return machine.Relay(peer, command.Amount + 1, now, effects);
            case SessionCommandKind.Signal:
                return machine.Signal(peer, command.Amount + 1, now, effects);
            case SessionCommandKind.Reject:
                machine.Reject(peer, SessionReason.FromPeer("no"), effects);
                break;
            case SessionCommandKind.Close:
                machine.Close(peer, SessionReason.FromPeer("done"), effects);
                break;
            case SessionCommandKind.Gone or SessionCommandKind.GoneSlow:
                machine.PeerGone(peer, command.Kind == SessionCommandKind.Gone ? ReasonCode.None : ReasonCode.ReceiverTooSlow, now, effects);
                break;
            case SessionCommandKind.AccessChanged:
                machine.AccessChanged(true, user => !command.Chosen.Any(barred => barred.User == user), now, effects);
                break;
            case SessionCommandKind.WriteRevoked:
                machine.AccessChanged(false, _ => true, now, effects);
                break;
            case SessionCommandKind.Expire:
                machine.Expire(now, effects);
                break;
            case SessionCommandKind.Supersede:
                machine.Supersede(effects);
                break;
        }

        return null;
    }

    private void Note(SessionPhase phase, RelayVerdict? verdict, List<SessionEffect> effects)
    {
        _phases.Add(phase);
        _effects.UnionWith(effects.Select(effect => effect.Kind));
        _verdicts.UnionWith(verdict is { } seen ? [seen] : []);
    }
}
