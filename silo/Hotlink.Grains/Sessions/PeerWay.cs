using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>
/// The way from one session to one of its peers: at most one call is in flight, so that nothing overtakes. What is taken at once leaves
/// nothing behind here: that is nearly everything for a peer of this node that keeps up. Calls are made in turns of the session's grain.
/// A call that fails is logged. There are two of these in each session, so they are fields of it.
/// </summary>
internal struct PeerWay
{
    private GrainRef<IConnectionGrain>? _connection;
    private PeerLane? _lane;

    public PeerWay(GrainRef<IConnectionGrain> connection) => _connection = connection;

    /// <summary>Whether it leads nowhere.</summary>
    public readonly bool IsUnset => _connection is null;

    /// <summary>Whether it is the way to that peer.</summary>
    public readonly bool LeadsTo(Peer peer) => _connection is not null && GrainKeys.IsConnection(_connection.Key, peer.User, peer.Connection);

    /// <summary>Delivers frames behind everything that was sent before.</summary>
    public PeerCall Deliver(Peer peer, Delivery delivery, ILogger logger) =>
        Send(peer, delivery, static (grain, item) => grain.DeliverAsync(item), static item => item.Batch.Dispose(), logger);

    /// <summary>Sends news behind everything that was sent before.</summary>
    public PeerCall Notify(Peer peer, SessionNotice notice, ILogger logger) =>
        Send(peer, notice, static (grain, item) => grain.NotifyAsync(item), static _ => { }, logger);

    /// <summary>Sends news past everything that is still on its way, and nothing of that any more. It is the last; its answer doesn't matter.</summary>
    public PeerCall Abort(Peer peer, SessionNotice notice, ILogger logger)
    {
        var (connection, lane) = (_connection!, _lane ?? new());
        _lane = lane;
        Cut();
        return new(peer, lane, CallAsync(connection, notice, static (grain, item) => grain.NotifyAsync(item), logger));
    }

    /// <summary>Sends nothing of what still waits, and leads nowhere.</summary>
    public void Cut()
    {
        _lane?.Cut();
        (_connection, _lane) = (null, null);
    }

    /// <summary>Forgets a lane on which nothing is any more.</summary>
    public void Settle(PeerLane lane) => _lane = _lane == lane && lane.IsIdle ? null : _lane;

    private PeerCall Send<T>(Peer peer, T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method, Action<T> drop, ILogger logger)
    {
        var call = _lane is null or { IsIdle: true }
            ? CallAsync(_connection!, item, method, logger)
            : CallAfterAsync(_lane, _connection!, item, method, drop, logger);
        if (call is { IsCompletedSuccessfully: true, Result: DeliveryResult.Taken })
        {
            return new(peer, null, call);
        }

        _lane ??= new();
        return new(peer, _lane, _lane.Follow(call));
    }

    private static async ValueTask<DeliveryResult> CallAfterAsync<T>(
        PeerLane lane,
        GrainRef<IConnectionGrain> connection,
        T item,
        Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method,
        Action<T> drop,
        ILogger logger)
    {
        await lane.Tail.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (lane.IsCut)
        {
            drop(item);
            return DeliveryResult.Gone;
        }

        return await CallAsync(connection, item, method, logger);
    }

    private static ValueTask<DeliveryResult> CallAsync<T>(
        GrainRef<IConnectionGrain> connection, T item, Func<IConnectionGrain, T, ValueTask<DeliveryResult>> method, ILogger logger)
    {
        var batch = item is Delivery delivery ? delivery.Batch : null;
        var lease = batch?.Lease ?? 0;
        var call = connection.CallAsync(item, method);

        // The answer of a call is there to be taken once; this one is looked at, and awaited after that.
        return call.IsCompletedSuccessfully ? new(call.Result) : AwaitAsync(call, batch, lease, logger);
    }

    private static async ValueTask<DeliveryResult> AwaitAsync(ValueTask<DeliveryResult> call, FrameBatch? batch, long lease, ILogger logger)
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

            return DeliveryResult.Unreachable;
        }
    }
}
