using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Sessions;

/// <summary>
/// The way from one session to one of its peers: at most one call is in flight, so that nothing overtakes. Calls are made in turns of
/// the session's grain. A call that fails counts as a connection that is gone.
/// </summary>
internal sealed class PeerLane(GrainRef<IConnectionGrain> connection)
{
    private Task _tail = Task.CompletedTask;

    /// <summary>Delivers frames behind everything that was sent before.</summary>
    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery) => SendAsync(delivery, static (grain, item) => grain.DeliverAsync(item));

    /// <summary>Sends news behind everything that was sent before.</summary>
    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice) => SendAsync(notice, static (grain, item) => grain.NotifyAsync(item));

    /// <summary>Sends news past everything that is still on its way.</summary>
    public ValueTask<DeliveryResult> NotifyAtOnceAsync(SessionNotice notice) =>
        CallAsync(notice, static (grain, item) => grain.NotifyAsync(item));

    private ValueTask<DeliveryResult> SendAsync<T>(T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method)
    {
        var call = _tail.IsCompleted ? CallAsync(item, method) : CallAfterAsync(_tail, item, method);
        if (call.IsCompleted)
        {
            return call;
        }

        var task = call.AsTask();
        _tail = task;
        return new(task);
    }

    private async ValueTask<DeliveryResult> CallAfterAsync<T>(Task before, T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await CallAsync(item, method);
    }

    private ValueTask<DeliveryResult> CallAsync<T>(T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method)
    {
        var call = connection.CallAsync(item, method);
        return call.IsCompletedSuccessfully ? call : AwaitAsync(call);
    }

    private static async ValueTask<DeliveryResult> AwaitAsync(ValueTask<DeliveryResult> call)
    {
        try
        {
            return await call;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return DeliveryResult.Gone;
        }
    }
}
