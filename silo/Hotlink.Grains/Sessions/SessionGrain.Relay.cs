using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <content>The data path: a frame for one receiver that keeps up takes no allocation and no wait.</content>
internal sealed partial class SessionGrain
{
    private readonly List<SessionEffect> _relayEffects = [];

    public ValueTask<ReasonCode> RelayAsync(SessionFrames frames)
    {
        if (!_sessions.TryGetValue(frames.SessionId, out var session))
        {
            return Refuse(frames, ReasonCode.UnknownSession);
        }

        var machine = session.Machine;
        var verdict = frames.AreSignals
            ? machine.Signal(frames.From, frames.Batch.Bytes, Now, _relayEffects)
            : machine.Relay(frames.From, frames.Batch.Bytes, Now, _relayEffects);
        switch (verdict)
        {
            case RelayVerdict.Deliver when machine.Accepted.Count == 1:
                return DeliverAsync(session, machine.Accepted[0], frames);
            case RelayVerdict.Deliver:
                return FanOutAsync(session, frames);
            case RelayVerdict.DeliverToSender:
                return DeliverAsync(session, machine.Sender, frames);
            case RelayVerdict.Hold:
                session.Hold(frames.Batch);
                SetTimer(session);
                return new(ReasonCode.None);
            case RelayVerdict.Overflow:
                frames.Batch.Dispose();
                return OverflowAsync(session);
            case RelayVerdict.NotSender:
                return Refuse(frames, ReasonCode.NotSender);
            default:
                return Refuse(frames, ReasonCode.UnknownSession);
        }
    }

    private static ValueTask<ReasonCode> Refuse(SessionFrames frames, ReasonCode reason)
    {
        frames.Batch.Dispose();
        return new(reason);
    }

    private ValueTask<ReasonCode> DeliverAsync(ActiveSession session, Peer target, SessionFrames frames)
    {
        var call = session.LaneTo(target).DeliverAsync(new(frames.SessionId, frames.Batch));
        return call is { IsCompletedSuccessfully: true, Result: DeliveryResult.Taken }
            ? new(ReasonCode.None)
            : AwaitDeliveryAsync(session, target, call);
    }

    private async ValueTask<ReasonCode> AwaitDeliveryAsync(ActiveSession session, Peer target, ValueTask<DeliveryResult> call)
    {
        await SettleAsync(session, target, await call);
        return ReasonCode.None;
    }

    private async ValueTask<ReasonCode> FanOutAsync(ActiveSession session, SessionFrames frames)
    {
        var receivers = session.Machine.Accepted.ToArray();
        var calls = new ValueTask<DeliveryResult>[receivers.Length];
        for (var i = 0; i < receivers.Length; i++)
        {
            var batch = i == receivers.Length - 1 ? frames.Batch : frames.Batch.Share();
            calls[i] = session.LaneTo(receivers[i]).DeliverAsync(new(frames.SessionId, batch));
        }

        for (var i = 0; i < receivers.Length; i++)
        {
            await SettleAsync(session, receivers[i], await calls[i]);
        }

        return ReasonCode.None;
    }

    private async ValueTask<ReasonCode> OverflowAsync(ActiveSession session)
    {
        var effects = _relayEffects.ToList();
        _relayEffects.Clear();
        await CarryOutAsync(session, effects, "");
        return ReasonCode.None;
    }
}
