using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Relay;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Connections;

/// <content>What the grains send to the peer.</content>
internal sealed partial class PeerConnection
{
    /// <inheritdoc/>
    public bool HasPartIn(string sessionId) => _routes.IsLive(sessionId);

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        // An end that goes past everything may have overtaken it.
        var isOver = delivery.SessionId.Length > 0 && !_routes.IsLive(delivery.SessionId);
        if (isOver || !_isOpen)
        {
            delivery.Batch.Dispose();
            return new(isOver ? DeliveryResult.Gone : DeliveryResult.Leaving);
        }

        var taken = _outbound.DeliverAsync(delivery);
        if (delivery.SessionId.Length == 0 && taken is { IsCompletedSuccessfully: true, Result: DeliveryResult.TooSlow })
        {
            Abort();
        }

        return taken;
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice) => notice.IsRepeated ? RepeatAsync(notice) : new(Notify(notice));

    private DeliveryResult Notify(SessionNotice notice)
    {
        if (!_isOpen)
        {
            return _routes.IsLive(notice.SessionId) ? DeliveryResult.Leaving : DeliveryResult.Gone;
        }

        Route? over = null;
        switch (notice.Kind)
        {
            // It has given the session up, and the grain is yet to hear of it, or has begun it behind that.
            case NoticeKind.Begin or NoticeKind.Accept or NoticeKind.ReceiverLeft when !_routes.IsLive(notice.SessionId):
                return DeliveryResult.Gone;
            case NoticeKind.Begin:
                return DeliveryResult.Taken;
            case NoticeKind.Open:
                _routes.TryAdd(new(notice.SessionId, _services.Grains.GetGrain<ISessionGrain>(notice.SessionKey), isSender: false));
                break;
            case NoticeKind.Abort:
                over = _routes.End(notice.SessionId);
                _outbound.Discard(notice.SessionId, DeliveryResult.Gone);
                break;
            case NoticeKind.Reject or NoticeKind.Close:
                over = _routes.End(notice.SessionId);
                break;
        }

        // Also an open: frames of an older session of the same id, and its end, may still be queued.
        var behind = notice.Kind is NoticeKind.Abort or NoticeKind.Accept ? null : notice.SessionId;
        var isSent = _outbound.Send(NoticeMessages.From(notice), behind);
        if (over is not null)
        {
            _routes.Forget(over);
        }

        return isSent ? DeliveryResult.Taken : DeliveryResult.Gone;
    }

    // The answer to the first time was lost: the word may have come, and the id may be another session's since.
    private async ValueTask<DeliveryResult> RepeatAsync(SessionNotice notice) =>
        _routes.Find(notice.SessionId) is { IsOver: false, IsEstablished: true } route && await _calls.AskAfterAsync(route, "") == ReasonCode.UnknownSession
            ? Notify(notice)
            : DeliveryResult.Taken;
}
