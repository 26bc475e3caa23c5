namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>A socket of this node, as the grains see it. Thread-safe.</summary>
public interface IConnectionSink
{
    /// <summary>Whether the connection still takes anything.</summary>
    bool IsOpen { get; }

    /// <summary>Whether the peer has a part in a session, or waits for its open to be carried out.</summary>
    bool HasPartIn(string sessionId);

    /// <summary>Queues frames. Completes when the queue has taken them.</summary>
    ValueTask<DeliveryResult> DeliverAsync(Delivery delivery);

    /// <summary>Queues news of a session, ahead of other sessions' frames.</summary>
    ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice);
}
