using Hotlink.Client.Diagnostics;
using Hotlink.Client.Sessions;

namespace Hotlink.Client.Connection;

/// <summary>Keeps one connection to the relay: makes it, tells everybody, waits for its end, makes it again. Thread-safe.</summary>
internal sealed class LinkKeeper : IAsyncDisposable
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(2);
    private readonly ClientContext _context;
    private readonly ILinkUser _user;
    private readonly RelayConnector _connector;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeping = Task.CompletedTask;
    private string? _token;
    private bool _hasToken;
    private bool _freshWasRefused;
    private bool _wasConnected;

    /// <summary>Makes no connection yet.</summary>
    public LinkKeeper(ClientContext context, ILinkUser user)
    {
        (_context, _user) = (context, user);
        _connector = new(context.Options, context.User);
    }

    /// <summary>How the connection stands.</summary>
    public HotlinkLinkState State =>
        _stopped.IsCancellationRequested ? HotlinkLinkState.Closed
        : _context.Link is not null ? HotlinkLinkState.Connected
        : HotlinkLinkState.Connecting;

    /// <summary>What the relay said about itself.</summary>
    public HotlinkServer? Server { get; private set; }

    /// <summary>Makes the first connection, and keeps it from then on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopped.Token);
        var first = await ConnectAsync(_context.Options.WaitForRelay, both.Token).ConfigureAwait(false);
        _keeping = KeepAsync(first);
    }

    /// <summary>Completes when there is a connection.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _connected.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes what waits, says goodbye, and makes no further connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _connected.TrySetException(new HotlinkException(HotlinkReason.ClientClosed, "the client was closed"));
            _ = _connected.Task.Exception;
        }

        _connector.Dispose();
        _stopped.Dispose();
    }

    private async Task KeepAsync((RelayLink Link, Dispatcher Sink) made)
    {
        var attempt = 0;
        while (true)
        {
            var since = _context.Scheduler.Now;
            Publish(made.Link, made.Sink);
            var end = await EndOfAsync(made.Link).ConfigureAwait(false);

            // First its reader is done: what it still brings must not find streams that were told already.
            await made.Link.DisposeAsync().ConfigureAwait(false);
            Withdraw(end);
            _stopped.Token.ThrowIfCancellationRequested();

            // The first attempt is at once, unless connections keep ending as soon as they are made.
            attempt = _context.Scheduler.Now - since < ShortLife ? attempt + 1 : 0;
            await DelayAsync(attempt, _stopped.Token).ConfigureAwait(false);
            made = await ConnectAsync(keepTrying: true, _stopped.Token, attempt).ConfigureAwait(false);
        }
    }

    // Whoever stops the keeper finds it here, or on its way here: no connection is left without its farewell.
    private async Task<LinkEnd> EndOfAsync(RelayLink link)
    {
        await ((Task)link.End).WaitAsync(_stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!link.End.IsCompleted)
        {
            await link.CloseAsync(1000, "", _context.Options.CloseTimeout, _context.Options.TimeProvider).ConfigureAwait(false);
        }

        return await link.End.ConfigureAwait(false);
    }

    private async Task<(RelayLink Link, Dispatcher Sink)> ConnectAsync(bool keepTrying, CancellationToken cancellationToken, int attempt = 0)
    {
        while (true)
        {
            try
            {
                return await ConnectWithTokenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (HotlinkException exception) when (keepTrying && !IsFinal(exception))
            {
                _context.Raise(new(HotlinkEventKind.LinkDown, Reason: exception.Reason, Text: exception.Text));
            }

            await DelayAsync(++attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    // The relay's refusal of the first connection: waiting won't help. A callback that has failed may do better the next time.
    private bool IsFinal(HotlinkException exception) =>
        !_wasConnected && exception is { Reason: HotlinkReason.Unauthorized, InnerException: null };

    private async Task<(RelayLink Link, Dispatcher Sink)> ConnectWithTokenAsync(CancellationToken cancellationToken)
    {
        var isFresh = await RenewTokenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var first = await ConnectOnceAsync(cancellationToken).ConfigureAwait(false);
            _freshWasRefused = false;
            return first;
        }
        catch (HotlinkException exception) when (exception.Reason == HotlinkReason.Unauthorized && _context.Options.Token is not null)
        {
            _hasToken = false;
            if (isFresh && _freshWasRefused)
            {
                throw; // Once in a row is enough: who gives tokens out may count.
            }
        }

        _freshWasRefused = true;
        await RenewTokenAsync(cancellationToken).ConfigureAwait(false);
        _hasToken = false;
        var second = await ConnectOnceAsync(cancellationToken).ConfigureAwait(false);
        (_hasToken, _freshWasRefused) = (true, false);
        return second;
    }

    private async Task<(RelayLink Link, Dispatcher Sink)> ConnectOnceAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_context.Options.ConnectTimeout, _context.Options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        RelayLink? link = null;
        try
        {
            var handshake = await _connector.ConnectAsync(_token, both.Token).ConfigureAwait(false);
            var sink = _user.NewSink();
            link = new(handshake, sink, _context.Scheduler, _context.Options.PingInterval, _context.Options.PingTimeout);
            sink.Link = link;
            link.Start();
            var greeted = await Task.WhenAny(sink.Greeted, link.End).WaitAsync(both.Token).ConfigureAwait(false);
            if (greeted != sink.Greeted)
            {
                throw new HotlinkException(HotlinkReason.RelayUnreachable, (await link.End.ConfigureAwait(false)).Text);
            }

            var version = await sink.Greeted.ConfigureAwait(false);
            Server = new(
                version, handshake.Encoding == Protocol.WireEncoding.MsgPack ? "msgpack" : "json",
                handshake.IceServers, handshake.TurnUser, handshake.TurnPassword);
            (var made, link) = (link, null);
            return (made, sink);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HotlinkException(HotlinkReason.RelayUnreachable, "the relay did not answer in time", exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or HotlinkException))
        {
            throw new HotlinkException(HotlinkReason.RelayUnreachable, "the connection could not be made", exception);
        }
        finally
        {
            if (link is not null)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // True where the token was asked for just now.
    private async ValueTask<bool> RenewTokenAsync(CancellationToken cancellationToken)
    {
        if (_hasToken || _context.Options.Token is not { } give)
        {
            return false;
        }

        try
        {
            _token = await give(cancellationToken).ConfigureAwait(false);
            return _hasToken = true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A request of its own that timed out is a failure like any other, not the end of this connection's keeper.
            throw new HotlinkException(HotlinkReason.Unauthorized, "the token callback failed", exception);
        }
    }

    private Task DelayAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(_context.Backoff.DelayBefore(attempt, Random.Shared.NextDouble()), _context.Options.TimeProvider, cancellationToken);

    private void Publish(RelayLink link, Dispatcher sink)
    {
        ClientInstruments.Connected();
        _context.Totals.Connected();
        _wasConnected = true;
        _context.Link = link;
        lock (_gate)
        {
            _connected.TrySetResult();
        }

        _context.Raise(new(HotlinkEventKind.LinkUp));
        foreach (var stream in _context.Sessions.Senders())
        {
            stream.LinkUp(link);
        }

        sink.Published();
    }

    private void Withdraw(LinkEnd end)
    {
        _hasToken &= !end.IsTokenRefused;
        _context.Link = null;
        lock (_gate)
        {
            _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var wasAsked = _stopped.IsCancellationRequested;
        _context.Raise(wasAsked ? new(HotlinkEventKind.LinkDown) : new(HotlinkEventKind.LinkDown, Reason: HotlinkReason.LinkLost, Text: end.Text));
        _user.LinkLost();
    }
}
