using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <content>The data path: a frame for one receiver that keeps up takes no allocation and no wait.</content>
internal sealed partial class SessionGrain
{
    // Used within one step, on one thread; hardly any step has an effect.
    [ThreadStatic]
    private static List<SessionEffect>? _relayEffects;

    public ValueTask<ReasonCode> RelayAsync(SessionFrames frames)
    {
        if (_sessions.Find(frames.SessionId) is not { } session)
        {
            return Refuse(frames, _farewells.AnswerTo(frames.SessionId, frames.From));
        }

        var machine = session.Machine;
        var effects = _relayEffects ??= [];
        var verdict = frames.AreSignals
            ? machine.Signal(frames.From, frames.Batch.Bytes, Now, effects)
            : machine.Relay(frames.From, frames.Batch.Bytes, Now, effects);
        switch (verdict)
        {
            case RelayVerdict.Deliver when machine.OnlyReceiver is { } receiver:
                return DeliverAsync(session, receiver, frames.Batch);
            case RelayVerdict.Deliver:
                return FanOutAsync(session, frames.Batch);
            case RelayVerdict.DeliverToSender:
                return DeliverAsync(session, machine.Sender, frames.Batch);
            case RelayVerdict.Hold:
                session.BeginWait().Hold(frames.Batch);
                SetTimer(session);
                return new(ReasonCode.None);
            case RelayVerdict.Overflow:
                frames.Batch.Dispose();
                return OverflowAsync(session, effects);
            case RelayVerdict.NotSender:
                return Refuse(frames, ReasonCode.NotSender);
            default:
                return Refuse(frames, _farewells.AnswerTo(frames.SessionId, frames.From));
        }
    }

    private static ValueTask<ReasonCode> Refuse(SessionFrames frames, ReasonCode reason)
    {
        frames.Batch.Dispose();
        return new(reason);
    }

    private ValueTask<ReasonCode> DeliverAsync(ActiveSession session, Peer target, FrameBatch batch)
    {
        var call = session.Deliver(target, batch);
        return call.IsTaken ? new(ReasonCode.None) : AwaitDeliveryAsync(session, call);
    }

    private async ValueTask<ReasonCode> AwaitDeliveryAsync(ActiveSession session, PeerCall call)
    {
        await SettleAsync(session, call);
        return ReasonCode.None;
    }

    // Each receiver is settled by itself: the loss of one is told while another still takes its time.
    private async ValueTask<ReasonCode> FanOutAsync(ActiveSession session, FrameBatch batch)
    {
        var receivers = session.Machine.Accepted.ToArray();
        List<Task>? pending = null;
        for (var i = 0; i < receivers.Length; i++)
        {
            var call = DeliverAsync(session, receivers[i], i == receivers.Length - 1 ? batch : batch.Share());
            if (!call.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(call.AsTask());
            }
        }

        if (pending is not null)
        {
            await Task.WhenAll(pending);
        }

        return ReasonCode.None;
    }

    private async ValueTask<ReasonCode> OverflowAsync(ActiveSession session, List<SessionEffect> effects)
    {
        _relayEffects = null; // They are carried out in further turns, maybe on other threads.
        await CarryOutAsync(session, effects, "");
        return ReasonCode.None;
    }
}
