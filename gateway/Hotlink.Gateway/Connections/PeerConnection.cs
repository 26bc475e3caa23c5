using System.IO.Pipelines;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Transport;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>One WebSocket of one user, from its first message to its last.</summary>
internal sealed partial class PeerConnection : IConnectionSink
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly GatewayServices _services;
    private readonly RouteTable _routes = new();
    private readonly Outbound _outbound;
    private readonly SessionCalls _calls;
    private readonly MessageAssembler _assembler;
    private readonly InboundLoop _inbound;
    private readonly Liveness _liveness;
    private readonly SocketPipe? _socket;
    private readonly Action _abort;
    private long _closeBy = long.MaxValue;
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
        _outbound = new(identity, transport.Output, services, WriteFailed);
        _calls = new(identity, _routes, _outbound, new(identity, _routes, _outbound, files, services), services);
        _liveness = new(services.Options.PingInterval, Now);
        _assembler = new(services.Pool, services.Options.MaxMessageBytes);
        var dispatcher = new MessageDispatcher(identity, _routes, new(identity, _routes, _outbound, services), _calls, _outbound, services);
        _inbound = new(transport.Input, _assembler, dispatcher, _outbound, _liveness.Heard, _liveness.Answered);
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

    private TimeSpan LongestStandstill
    {
        get
        {
            var (longest, versionless) = (_services.Options.SlowReceiverTimeout * 2, _services.Options.VersionlessPingTimeout);
            return !Identity.HasVersion && versionless > longest ? versionless : longest;
        }
    }

    private TimeSpan Now => _services.Time.GetElapsedTime(0);

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
        LimitClose();
        _outbound.Close(new(code, reason));
    }

    /// <summary>Cuts the socket.</summary>
    public void Abort()
    {
        _isOpen = false;
        _abort();
        _outbound.Abort();
        _calls.Cut();
    }

    /// <summary>A node is gone: asks after each session, and tells the peer of those that were lost.</summary>
    public async Task NodeLostAsync(string node)
    {
        await Parallel.ForEachAsync(
            _routes.ToArray().Where(static route => route.IsEstablished), async (route, _) => await _calls.LookAfterAsync(route, node));
    }

    /// <summary>Looks after what is due by the clock.</summary>
    public void Tick()
    {
        var standingStill = _outbound.StandingStill;
        if (Interlocked.Read(ref _closeBy) <= Now.Ticks)
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
                _outbound.SendControl(WebSocketOpcode.Ping, _liveness.Question);
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
        else if (Interlocked.Read(ref _closeBy) == long.MaxValue)
        {
            _outbound.Abort();
        }

        await Task.WhenAll([DetachAsync(detach), _calls.General.Work, .. _routes.ToArray().Select(LeaveAsync)]);
        await _outbound.Finished.WaitAsync(_services.Options.CloseTimeout, _services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end is not null)
        {
            await _inbound.DrainAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Ends with the close's deadline.
        }

        _outbound.Abort();
        await StopWritingAsync();
    }

    // A write that is under way ends with the socket. The socket's writer is let go of next: that must not happen beside one who uses it.
    private async Task StopWritingAsync()
    {
        if (_outbound.Stopped is { IsCompleted: false } stopped)
        {
            _abort();
            await stopped;
        }
    }

    // Behind everything that the peer has said of the session; one that stands still holds up no other.
    private async Task LeaveAsync(Route route)
    {
        while (!route.IsOver && !route.Work.IsCompleted)
        {
            // It may be lost with a node meanwhile: what is under way there has no answer for as long as a call may take.
            await Task.WhenAny(route.Work, Task.Delay(LookAgain, _services.Time));
        }

        if (!route.IsOver)
        {
            await TellGoneAsync(route, ReasonCode.None);
        }
    }

    // The socket takes nothing more, but there may be words in it that the peer said before it went: they are read to their end.
    private void WriteFailed()
    {
        _isOpen = false;
        LimitClose();
    }

    private void LimitClose() => Interlocked.CompareExchange(ref _closeBy, (Now + _services.Options.CloseTimeout).Ticks, long.MaxValue);

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
