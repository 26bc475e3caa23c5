using System.IO.Pipelines;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Transport;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>One WebSocket of one user, from its first message to its last.</summary>
internal sealed class PeerConnection : IConnectionSink
{
    private readonly GatewayServices _services;
    private readonly RouteTable _routes = new();
    private readonly Outbound _outbound;
    private readonly SessionCalls _calls;
    private readonly MessageAssembler _assembler;
    private readonly InboundLoop _inbound;
    private readonly Liveness _liveness;
    private readonly SocketPipe? _socket;
    private readonly Action _abort;
    private TimeSpan? _closeDeadline;
    private volatile bool _isOpen = true;

    /// <summary>Makes the connection of an upgraded request.</summary>
    /// <param name="identity">Who is at the other end.</param>
    /// <param name="transport">The socket.</param>
    /// <param name="files">Where files and manifests go.</param>
    /// <param name="services">What the gateway shares.</param>
    /// <param name="abort">Cuts the socket.</param>
    public PeerConnection(ConnectionIdentity identity, IDuplexPipe transport, FileRelay files, GatewayServices services, Action abort)
    {
        (Identity, _services, _abort, _socket) = (identity, services, abort, transport as SocketPipe);
        _outbound = new(identity, transport.Output, services, abort);
        _calls = new(identity, _routes, _outbound, new(identity, _routes, _outbound, files, services), services);
        _liveness = new(services.Options.PingInterval, Now);
        _assembler = new(services.Pool, services.Options.MaxMessageBytes);
        var dispatcher = new MessageDispatcher(identity, _routes, new(identity, _routes, _outbound, services), _calls, _outbound, services);
        _inbound = new(transport.Input, _assembler, dispatcher, _outbound, _liveness.Heard);
    }

    /// <summary>Who is at the other end.</summary>
    public ConnectionIdentity Identity { get; }

    /// <summary>The way out.</summary>
    public Outbound Outbound => _outbound;

    /// <inheritdoc/>
    public bool IsOpen => _isOpen;

    /// <summary>Whether the peer was asked for a sign of life and has given none yet.</summary>
    public bool IsAwaited => _liveness.IsAwaited;

    /// <summary>How many sessions it has a part in.</summary>
    public int SessionCount => _routes.Count;

    // Asked for a sign of life, a peer that is at work on frames may be SyftBox's Rust daemon, which names no version, reads nothing while it waits
    // for a local application, and doesn't get over the loss of its connection. Its machine acknowledges the pings: one that is gone does not.
    private TimeSpan Patience =>
        !Identity.HasVersion && _liveness is { IsAwaited: true, HasWork: true }
        && _socket?.Unacknowledged < _services.Options.PingInterval + _services.Options.PingTimeout
            ? _services.Options.VersionlessPingTimeout
            : _services.Options.PingTimeout;

    private TimeSpan LongestStandstill => Identity.HasVersion || _services.Options.VersionlessPingTimeout < _services.Options.SlowReceiverTimeout * 2
        ? _services.Options.SlowReceiverTimeout * 2
        : _services.Options.VersionlessPingTimeout;

    private TimeSpan Now => _services.Time.GetElapsedTime(0);

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        // An end that goes past everything may have overtaken it.
        if (!_isOpen || (delivery.SessionId.Length > 0 && !_routes.IsLive(delivery.SessionId)))
        {
            delivery.Batch.Dispose();
            return new(DeliveryResult.Gone);
        }

        var taken = _outbound.DeliverAsync(delivery);
        if (delivery.SessionId.Length == 0 && taken is { IsCompletedSuccessfully: true, Result: DeliveryResult.TooSlow })
        {
            Abort();
        }

        return taken;
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice)
    {
        if (!_isOpen)
        {
            return new(DeliveryResult.Gone);
        }

        Route? over = null;
        switch (notice.Kind)
        {
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

        return new(isSent ? DeliveryResult.Taken : DeliveryResult.Gone);
    }

    /// <summary>Reads until one end has enough, then lets go of everything that the connection holds.</summary>
    /// <param name="detach">Takes the user's name off the lists: nothing new comes in from then on.</param>
    public async Task RunAsync(Func<ValueTask> detach)
    {
        CloseFrame? end = null;
        try
        {
            end = await _inbound.RunAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            _services.Log.WriteFailed(Identity.Peer.Connection, exception);
        }
        finally
        {
            await EndAsync(end, detach);
        }
    }

    /// <summary>Takes nothing more, writes what is queued, says why and waits for the peer to answer, within bounds.</summary>
    public void Close(CloseCode code, string reason)
    {
        _isOpen = false;
        _closeDeadline ??= Now + _services.Options.CloseTimeout;
        _outbound.Close(new(code, reason));
    }

    /// <summary>Cuts the socket.</summary>
    public void Abort()
    {
        _isOpen = false;
        _abort();
        _outbound.Abort();
    }

    /// <summary>A node is gone: asks after each session, and tells the peer of those that were lost.</summary>
    public async ValueTask NodeLostAsync(string node)
    {
        foreach (var route in _routes.ToArray().Where(route => route.IsEstablished))
        {
            if (await _calls.AskAfterAsync(route, node) == ReasonCode.UnknownSession)
            {
                _calls.Lose(route);
            }
        }
    }

    /// <summary>Looks after what is due by the clock.</summary>
    public void Tick()
    {
        var standingStill = _outbound.StandingStill;
        if (_closeDeadline <= Now)
        {
            Abort();
        }
        else if (_isOpen && Identity.ExpiresAt <= _services.Time.GetUtcNow())
        {
            Close(CloseCode.TokenExpired, "token expired");
        }
        else if (standingStill > LongestStandstill)
        {
            Abort();
        }
        else if (standingStill > _services.Options.SlowReceiverTimeout)
        {
            DropSlowSessions();
        }

        _liveness.Observe(wasGivenWork: _outbound.TakeHasDelivered());
        var patience = Patience;
        switch (_liveness.Check(Now, patience, _inbound.IsReading, isTaking: standingStill <= TimeSpan.Zero))
        {
            case LivenessAction.Ping:
                _outbound.SendControl(WebSocketOpcode.Ping, []);
                break;
            case LivenessAction.Reassure:
                _outbound.SendControl(WebSocketOpcode.Pong, []);
                break;
            case LivenessAction.GiveUp:
                _services.Log.Silent(Identity.Peer.Connection, patience);
                Abort();
                break;
        }
    }

    // The receiver loses the sessions that it doesn't take anything of, not its connection.
    private void DropSlowSessions()
    {
        var slow = _outbound.WaitingSessions();
        if (Identity.HasVersion && slow.Contains(""))
        {
            Abort(); // Files can't be told to be lost; a peer that comes back catches up.
            return;
        }

        slow = [.. slow.Where(sessionId => sessionId.Length > 0)];
        if (slow.Length == 0)
        {
            return;
        }

        _services.Log.ReceiverTooSlow(Identity.Peer.Connection, slow.Length);
        foreach (var sessionId in slow)
        {
            _outbound.Discard(sessionId, DeliveryResult.TooSlow);
            if (_routes.Find(System.Text.Encoding.ASCII.GetBytes(sessionId)) is { } route)
            {
                _ = TellGoneAsync(route, ReasonCode.ReceiverTooSlow);
            }
        }
    }

    private async Task EndAsync(CloseFrame? end, Func<ValueTask> detach)
    {
        _isOpen = false;
        _assembler.Abandon();
        if (end is { } close)
        {
            Close(close.Code, close.Reason);
        }
        else if (_closeDeadline is null)
        {
            _outbound.Abort();
        }

        await DetachAsync(detach);
        await _calls.WhenIdleAsync();
        await Task.WhenAll(_routes.ToArray().Select(route => TellGoneAsync(route, ReasonCode.None)));
        await _outbound.Finished.WaitAsync(_services.Options.CloseTimeout, _services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end is not null)
        {
            await _inbound.DrainAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Ends with the close's deadline.
        }

        _outbound.Abort();
    }

    // Never throws: what the connection itself holds is let go of whether the lists can be reached or not.
    private async Task DetachAsync(Func<ValueTask> detach)
    {
        try
        {
            await detach();
        }
        catch (Exception exception)
        {
            _services.Log.HandlingFailed(Identity.Peer.Connection, exception);
        }
    }

    private async Task TellGoneAsync(Route route, ReasonCode reason)
    {
        await _calls.TellGoneAsync(route, reason);
        _routes.Remove(route);
    }
}
