using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <content>Steps of the machine and what they ask for.</content>
internal sealed partial class SessionGrain
{
    private ValueTask<ReasonCode> StepAsync(string sessionId, Action<SessionMachine, ICollection<SessionEffect>> step) =>
        _sessions.Find(sessionId) is { } session ? StepAsync(session, step) : new(ReasonCode.UnknownSession);

    private async ValueTask<ReasonCode> StepAsync(ActiveSession session, Action<SessionMachine, ICollection<SessionEffect>> step)
    {
        var effects = new List<SessionEffect>();
        step(session.Machine, effects);
        await CarryOutAsync(session, effects, "");
        return ReasonCode.None;
    }

    private async ValueTask<ReasonCode> EndPartAsync(
        SessionMessage message, Func<SessionMachine, SessionMessage, ICollection<SessionEffect>, bool> step)
    {
        if (_sessions.Find(message.SessionId) is not { } session)
        {
            return ReasonCode.UnknownSession;
        }

        var effects = new List<SessionEffect>();
        if (!step(session.Machine, message, effects))
        {
            return ReasonCode.UnknownSession;
        }

        if (message.From != session.Machine.Sender)
        {
            session.Forget(message.From);
        }

        await CarryOutAsync(session, effects, message.MessageId);
        return ReasonCode.None;
    }

    /// <summary>
    /// Carries effects out. Everything that goes to a peer is started here, in order, before anything is awaited; a peer that is slow
    /// to take its news doesn't hold up the news of the others. What the session holds in this grain is let go of before other grains
    /// are asked to do the same.
    /// </summary>
    private async ValueTask CarryOutAsync(ActiveSession session, List<SessionEffect> effects, string messageId)
    {
        List<PeerCall>? calls = null;
        foreach (var effect in effects)
        {
            if (Start(session, effect, messageId) is { IsTaken: false } call)
            {
                (calls ??= []).Add(call);
            }
        }

        var ended = effects.Exists(effect => effect.Kind == SessionEffectKind.End);
        if (ended)
        {
            LetGo(session);
        }

        SetTimer(session);
        List<Task> pending = [.. (calls ?? []).Select(call => SettleAsync(session, call))];
        if (session.Machine.Phase is SessionPhase.Live or SessionPhase.Closed)
        {
            pending.Add(session.Waiting.LeaveAsync());
        }

        if (ended)
        {
            pending.Add(ReleaseAsync(session.Claim));
        }

        await Task.WhenAll(pending);
    }

    private static PeerCall? Start(ActiveSession session, SessionEffect effect, string messageId) => effect.Kind switch
    {
        SessionEffectKind.Announce => Notify(session, NoticeKind.Open, effect, messageId),
        SessionEffectKind.ForwardAccept => Notify(session, NoticeKind.Accept, effect, messageId),
        SessionEffectKind.Reject => Notify(session, NoticeKind.Reject, effect, messageId),
        SessionEffectKind.Close => Notify(session, NoticeKind.Close, effect, messageId),
        SessionEffectKind.ReceiverLeft => Notify(session, NoticeKind.ReceiverLeft, effect, ""),
        SessionEffectKind.Abort => Abort(session, effect),
        SessionEffectKind.DeliverHeld when session.TakeHeld() is { } held => Deliver(session, effect.Target, held),
        _ => null,
    };

    private static PeerCall Notify(ActiveSession session, NoticeKind kind, SessionEffect effect, string messageId)
    {
        var lane = session.LaneTo(effect.Target);
        return new(effect.Target, lane, lane.NotifyAsync(session.Notice(kind, effect, messageId)));
    }

    private static PeerCall Abort(ActiveSession session, SessionEffect effect)
    {
        var lane = session.LaneTo(effect.Target);
        session.Forget(effect.Target);
        return new(effect.Target, lane, lane.NotifyAtOnceAsync(session.Notice(NoticeKind.Abort, effect, "")));
    }

    private static PeerCall Deliver(ActiveSession session, Peer target, FrameBatch batch)
    {
        var lane = session.LaneTo(target);
        return new(target, lane, lane.DeliverAsync(new(session.Machine.Id, batch)));
    }

    private void LetGo(ActiveSession session)
    {
        session.TakeHeld()?.Dispose();
        if (_sessions.Find(session.Machine.Id) == session)
        {
            _sessions.Remove(session.Machine.Id);
            counters.SessionsEnded(1);
        }
    }

    private void SetTimer(ActiveSession session)
    {
        if (session.TimerDue == session.Machine.Deadline)
        {
            return;
        }

        session.Timer?.Dispose();
        session.TimerDue = session.Machine.Deadline;
        session.Timer = session.TimerDue is { } due
            ? StartTimer(due > Now ? due - Now : TimeSpan.Zero, () => ExpireAsync(session))
            : null;
    }

    private async ValueTask ExpireAsync(ActiveSession session)
    {
        session.TimerDue = null;
        var effects = new List<SessionEffect>();
        session.Machine.Expire(Now, effects);
        await CarryOutAsync(session, effects, "");
    }

    /// <summary>Awaits an answer of a peer. One that didn't take what it was sent is out, and the others are told.</summary>
    private async Task SettleAsync(ActiveSession session, PeerCall call)
    {
        var result = await call.Answer;
        if (result == DeliveryResult.Taken || call.Lane.IsCut)
        {
            return;
        }

        var reason = result switch
        {
            DeliveryResult.TooSlow => ReasonCode.ReceiverTooSlow,
            DeliveryResult.TooLarge => ReasonCode.MessageTooLarge,
            DeliveryResult.NodeLost => ReasonCode.RelayNodeLost,
            _ => ReasonCode.None,
        };
        session.Forget(call.Peer);
        var effects = new List<SessionEffect>();
        session.Machine.PeerGone(call.Peer, reason, Now, effects);
        await CarryOutAsync(session, effects, "");
    }
}
