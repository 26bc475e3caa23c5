using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <content>Steps of the machine and what they ask for.</content>
internal sealed partial class SessionGrain
{
    private async ValueTask<ReasonCode> StepAsync(string sessionId, Action<SessionMachine, ICollection<SessionEffect>> step)
    {
        if (!_sessions.TryGetValue(sessionId, out var session))
        {
            return ReasonCode.UnknownSession;
        }

        var effects = new List<SessionEffect>();
        step(session.Machine, effects);
        await CarryOutAsync(session, effects, "");
        return ReasonCode.None;
    }

    private async ValueTask<ReasonCode> EndPartAsync(
        SessionMessage message, Func<SessionMachine, SessionMessage, ICollection<SessionEffect>, bool> step)
    {
        if (!_sessions.TryGetValue(message.SessionId, out var session))
        {
            return ReasonCode.UnknownSession;
        }

        var effects = new List<SessionEffect>();
        var known = step(session.Machine, message, effects);
        session.Forget(message.From);
        await CarryOutAsync(session, effects, message.MessageId);
        return known ? ReasonCode.None : ReasonCode.UnknownSession;
    }

    /// <summary>
    /// Carries effects out. Everything that goes to a peer is started here, in order, before anything is awaited; a peer that is slow
    /// to take its news doesn't hold up the news of the others.
    /// </summary>
    private async ValueTask CarryOutAsync(ActiveSession session, List<SessionEffect> effects, string messageId)
    {
        List<(Peer Peer, ValueTask<DeliveryResult> Call)>? pending = null;
        foreach (var effect in effects)
        {
            if (Start(session, effect, messageId) is { IsCompletedSuccessfully: false } call)
            {
                (pending ??= []).Add((effect.Target, call));
            }
        }

        if (effects.Exists(effect => effect.Kind == SessionEffectKind.WaitForReader))
        {
            await FindReadersAgainAsync(session);
        }

        if (session.Machine.Phase is SessionPhase.Live or SessionPhase.Closed)
        {
            await session.Waiting.LeaveAsync();
        }

        if (effects.Exists(effect => effect.Kind == SessionEffectKind.End))
        {
            await LetGoAsync(session);
        }

        SetTimer(session);
        foreach (var (peer, call) in pending ?? [])
        {
            await SettleAsync(session, peer, await call);
        }
    }

    private static ValueTask<DeliveryResult>? Start(ActiveSession session, SessionEffect effect, string messageId) => effect.Kind switch
    {
        SessionEffectKind.Announce => Notify(session, NoticeKind.Open, effect, messageId),
        SessionEffectKind.ForwardAccept => Notify(session, NoticeKind.Accept, effect, messageId),
        SessionEffectKind.Reject => Notify(session, NoticeKind.Reject, effect, messageId),
        SessionEffectKind.Close => Notify(session, NoticeKind.Close, effect, messageId),
        SessionEffectKind.ReceiverLeft => Notify(session, NoticeKind.ReceiverLeft, effect, ""),
        SessionEffectKind.Abort => session.LaneTo(effect.Target).NotifyAtOnceAsync(session.Notice(NoticeKind.Abort, effect, "")),
        SessionEffectKind.DeliverHeld when session.TakeHeld() is { } held =>
            session.LaneTo(effect.Target).DeliverAsync(new(session.Machine.Id, held)),
        _ => null,
    };

    private static ValueTask<DeliveryResult> Notify(ActiveSession session, NoticeKind kind, SessionEffect effect, string messageId) =>
        session.LaneTo(effect.Target).NotifyAsync(session.Notice(kind, effect, messageId));

    private async ValueTask FindReadersAgainAsync(ActiveSession session)
    {
        var machine = session.Machine;
        var question = new OpenQuestion(machine.Sender.User, machine.Path, machine.Recipient);
        var rights = await _datasite!.CallAsync(question, static (grain, asked) => grain.AuthorizeOpenAsync(asked));
        if (rights.Refusal != ReasonCode.None)
        {
            return; // The change of rights that took it away ends the session.
        }

        foreach (var reader in await session.Waiting.FindAsync(rights, machine.Recipient, machine.Sender.User, MayReadOf(session)))
        {
            await StepAsync(machine.Id, (step, effects) => step.ReaderOnline(reader, effects));
        }
    }

    private async ValueTask LetGoAsync(ActiveSession session)
    {
        session.TakeHeld()?.Dispose();
        if (_sessions.TryGetValue(session.Machine.Id, out var current) && current == session)
        {
            _sessions.Remove(session.Machine.Id);
        }

        await Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(Tenant, session.Machine.Id))
            .CallAsync(session.Claim, static (grain, claim) => grain.ReleaseAsync(claim));
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

    private async ValueTask SettleAsync(ActiveSession session, Peer peer, DeliveryResult result)
    {
        if (result == DeliveryResult.Taken)
        {
            return;
        }

        var reason = result switch
        {
            DeliveryResult.TooSlow => ReasonCode.ReceiverTooSlow,
            DeliveryResult.TooLarge => ReasonCode.MessageTooLarge,
            _ => ReasonCode.None,
        };
        session.Forget(peer);
        var effects = new List<SessionEffect>();
        session.Machine.PeerGone(peer, reason, Now, effects);
        await CarryOutAsync(session, effects, "");
    }
}
