using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>
/// The way from one session to one of its peers: at most one call is in flight, so that nothing overtakes. Calls are made in turns of
/// the session's grain. A call that fails is logged and counts as a node that is lost.
/// </summary>
internal sealed class PeerLane(GrainRef<IConnectionGrain> connection, ILogger logger)
{
    private Task _tail = Task.CompletedTask;

    /// <summary>Whether the peer has no part in the session any more: what still waits goes nowhere, and answers don't matter.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Delivers frames behind everything that was sent before.</summary>
    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery) =>
        SendAsync(delivery, static (grain, item) => grain.DeliverAsync(item), static item => item.Batch.Dispose());

    /// <summary>Sends news behind everything that was sent before.</summary>
    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice) =>
        SendAsync(notice, static (grain, item) => grain.NotifyAsync(item), static _ => { });

    /// <summary>Sends news past everything that is still on its way.</summary>
    public ValueTask<DeliveryResult> NotifyAtOnceAsync(SessionNotice notice) =>
        CallAsync(notice, static (grain, item) => grain.NotifyAsync(item));

    /// <summary>Sends nothing of what still waits.</summary>
    public void Cut() => IsCut = true;

    private ValueTask<DeliveryResult> SendAsync<T>(T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method, Action<T> drop)
    {
        var call = _tail.IsCompleted ? CallAsync(item, method) : CallAfterAsync(_tail, item, method, drop);
        if (call.IsCompleted)
        {
            return call;
        }

        var task = call.AsTask();
        _tail = task;
        return new(task);
    }

    private async ValueTask<DeliveryResult> CallAfterAsync<T>(
        Task before, T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method, Action<T> drop)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (IsCut)
        {
            drop(item);
            return DeliveryResult.Gone;
        }

        return await CallAsync(item, method);
    }

    private ValueTask<DeliveryResult> CallAsync<T>(T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method)
    {
        var batch = item is Delivery delivery ? delivery.Batch : null;
        var lease = batch?.Lease ?? 0;
        var call = connection.CallAsync(item, method);
        return call.IsCompletedSuccessfully ? call : AwaitAsync(call, batch, lease);
    }

    private async ValueTask<DeliveryResult> AwaitAsync(ValueTask<DeliveryResult> call, FrameBatch? batch, long lease)
    {
        try
        {
            return await call;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.ConnectionCallFailed(exception);
            if (exception is not TimeoutException) // Otherwise somebody may still work on it.
            {
                batch?.Abandon(lease);
            }

            return DeliveryResult.NodeLost;
        }
    }
}
