using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
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
        List<(PeerCall Call, SessionEffect Effect)>? calls = null;
        foreach (var effect in effects)
        {
            if (Start(session, effect, messageId) is { IsTaken: false } call)
            {
                (calls ??= []).Add((call, effect));
            }
        }

        var ended = effects.Exists(effect => effect.Kind == SessionEffectKind.End);
        if (ended)
        {
            LetGo(session);
        }

        SetTimer(session);
        List<Task> pending = [.. (calls ?? []).Select(started =>
            Farewells.IsOne(started.Effect) ? BidFarewellAsync(session, started.Call, started.Effect) : SettleAsync(session, started.Call))];
        if (session.Machine.Phase is SessionPhase.Live or SessionPhase.Closed && session.Wait is { } wait)
        {
            pending.Add(LetGoElsewhereAsync(wait.Places.LeaveAsync()));
            session.EndWait();
        }

        if (ended)
        {
            pending.Add(LetGoElsewhereAsync(ReleaseAsync(session.Claim)));
        }

        _carryingOut++;
        try
        {
            await Task.WhenAll(pending);
        }
        finally
        {
            _carryingOut--;
        }
    }

    // Never throws: the session is over, whether other grains let go of it or not.
    private async Task LetGoElsewhereAsync(Task asked)
    {
        try
        {
            await asked;
        }
        catch (Exception exception)
        {
            services.Logger.LetGoFailed(exception);
        }
    }

    private async Task BidFarewellAsync(ActiveSession session, PeerCall call, SessionEffect effect)
    {
        _farewells.Begin(session.Machine.Id, call.Peer);
        try
        {
            await SettleAsync(session, call);
            if (call.Answer.IsCompleted && await call.Answer == DeliveryResult.Unreachable)
            {
                await session.RepeatAsync(KindOf(effect), effect);
            }
        }
        catch (Exception exception)
        {
            services.Logger.FarewellFailed(exception);
        }
        finally
        {
            _farewells.End(session.Machine.Id, call.Peer);
        }
    }

    private static PeerCall? Start(ActiveSession session, SessionEffect effect, string messageId) => effect.Kind switch
    {
        SessionEffectKind.Announce => session.Notify(NoticeKind.Open, effect, messageId),
        SessionEffectKind.ForwardAccept => session.Notify(NoticeKind.Accept, effect, messageId),
        SessionEffectKind.Reject or SessionEffectKind.Close => session.Notify(KindOf(effect), effect, messageId),
        SessionEffectKind.ReceiverLeft => session.Notify(NoticeKind.ReceiverLeft, effect, ""),
        SessionEffectKind.Abort => session.Abort(effect),
        SessionEffectKind.DeliverHeld when session.Wait?.TakeHeld() is { } held => session.Deliver(effect.Target, held),
        _ => null,
    };

    private static NoticeKind KindOf(SessionEffect farewell) => farewell.Kind switch
    {
        SessionEffectKind.Reject => NoticeKind.Reject,
        SessionEffectKind.Abort => NoticeKind.Abort,
        _ => NoticeKind.Close,
    };

    private void LetGo(ActiveSession session)
    {
        session.Wait?.TakeHeld()?.Dispose();
        if (_sessions.Find(session.Machine.Id) == session)
        {
            _sessions.Remove(session.Machine.Id);
            services.Counters.SessionsEnded(1);
        }
    }

    private void SetTimer(ActiveSession session)
    {
        if (session.Wait?.TimerDue == session.Machine.Deadline)
        {
            return;
        }

        var wait = session.BeginWait();
        wait.Timer?.Dispose();
        wait.TimerDue = session.Machine.Deadline;
        wait.Timer = wait.TimerDue is { } due
            ? StartTimer(due > Now ? due - Now : TimeSpan.Zero, () => ExpireAsync(session))
            : null;
    }

    private async ValueTask ExpireAsync(ActiveSession session)
    {
        session.BeginWait().TimerDue = null;
        var effects = new List<SessionEffect>();
        session.Machine.Expire(Now, effects);
        await CarryOutAsync(session, effects, "");
    }

    /// <summary>
    /// Awaits an answer of a peer. One that didn't take what it was sent is out, and the others are told; one that is leaving says so itself, behind
    /// its last words.
    /// </summary>
    private async Task SettleAsync(ActiveSession session, PeerCall call)
    {
        if (call.Lane is { IsCut: false } lane && !call.Answer.IsCompleted && await Task.WhenAny(call.Answer.AsTask(), lane.WhenCut) == lane.WhenCut)
        {
            return;
        }

        var result = await call.Answer;
        session.Settle(call);
        if (result is DeliveryResult.Taken or DeliveryResult.Leaving || call.Lane is { IsCut: true })
        {
            return;
        }

        var reason = result switch
        {
            DeliveryResult.TooSlow => ReasonCode.ReceiverTooSlow,
            DeliveryResult.TooLarge => ReasonCode.MessageTooLarge,
            DeliveryResult.NodeLost or DeliveryResult.Unreachable => ReasonCode.RelayNodeLost,
            _ => ReasonCode.None,
        };
        session.Forget(call.Peer);
        var effects = new List<SessionEffect>();
        session.Machine.PeerGone(call.Peer, reason, Now, effects);
        await CarryOutAsync(session, effects, "");
    }
}
