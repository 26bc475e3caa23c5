using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>A socket that takes everything and keeps nothing.</summary>
internal sealed class CountingSink : IConnectionSink
{
    public bool IsOpen => true;

    public long Bytes { get; private set; }

    public bool HasPartIn(string sessionId) => true;

    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        Bytes += delivery.Batch.Bytes;
        delivery.Batch.Dispose();
        return new(DeliveryResult.Taken);
    }

    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice) => new(DeliveryResult.Taken);
}
