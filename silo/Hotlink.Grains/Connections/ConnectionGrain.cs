using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Connections;

/// <inheritdoc cref="IConnectionGrain"/>
[Reentrant]
#if ORLEANS
[ConnectionPlacement]
#endif
internal sealed class ConnectionGrain(IConnectionSinks sinks, INodeIdentity node) : HotlinkGrain, IConnectionGrain
{
    // Looked up again after every loss: the grain is as long-lived as the last call, the socket is not.
    private IConnectionSink? _sink;

    public override bool IsIdle => (_sink ??= sinks.Find(Key)) is not { IsOpen: true };

    // Where the grain had to come to life on another node than its socket's, that one is lost.
    private DeliveryResult Missing => ConnectionIds.NodeOf(Key) is { Length: > 0 } home && home != node.Name ? DeliveryResult.NodeLost : DeliveryResult.Gone;

    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        if ((_sink ??= sinks.Find(Key)) is { } sink)
        {
            return sink.DeliverAsync(delivery);
        }

        delivery.Batch.Dispose();
        return new(Missing);
    }

    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice) =>
        (_sink ??= sinks.Find(Key))?.NotifyAsync(notice) ?? new(Missing);

    public ValueTask<DeliveryResult> DetachedAsync()
    {
        _sink = null;
        return new(DeliveryResult.Gone);
    }
}
