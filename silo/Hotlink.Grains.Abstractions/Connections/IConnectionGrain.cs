using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>The way to one socket. Lives on the node that holds it. Calls interleave.</summary>
[Alias("hotlink.IConnectionGrain")]
public interface IConnectionGrain : IHotlinkGrain
{
    /// <summary>Delivers frames. Completes when the socket's queue has taken them.</summary>
    [Alias("Deliver")]
    ValueTask<DeliveryResult> DeliverAsync(Delivery delivery);

    /// <summary>Tells of a session. Never waits behind other sessions' frames.</summary>
    [Alias("Notify")]
    ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice);

    /// <summary>The socket is gone: the grain may go as well.</summary>
    [Alias("Detached")]
    ValueTask<DeliveryResult> DetachedAsync();
}
