using System.Net.Sockets;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// A marker that is served: one listener for both directions (pitfall 162), the applications that are connected, and the frames that wait
/// for one. A frame that an application didn't take goes to the next one that connects.
/// </summary>
internal sealed class LocalMarker(
    string directory, string markerFile, ILocalListener listener, LocalSocketOptions options, Func<HlnkFrame, CancellationToken, ValueTask> onFrame)
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private readonly FrameHold _hold = new(options.HoldBytes);
    private readonly ConnectionList _connections = new(options.ConnectionCount, options.TimeProvider);
    private readonly TaskCrew _crew = new();
    private long _framesToApp;
    private long _bytesToApp;
    private long _framesFromApp;
    private long _bytesFromApp;
    private volatile string _lastError = "";

    /// <summary>The epoch of the hold, for those who deliver.</summary>
    public HoldEpoch Epoch => _hold.Epoch;

    /// <summary>How it stands.</summary>
    public LocalMarkerStatus Status
    {
        get
        {
            var (count, bytes) = _hold.Size;
            return new(
                directory, options.Mode, listener.Address, _connections.Count, Interlocked.Read(ref _framesToApp), Interlocked.Read(ref _bytesToApp),
                Interlocked.Read(ref _framesFromApp), Interlocked.Read(ref _bytesFromApp), count, bytes, _lastError);
        }
    }

    /// <summary>Serves applications until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Raise(LocalSocketEventKind.Listening, listener.Address);
            _crew.Run(() => DeliverAllAsync(cancellationToken));
            await Task.WhenAny(AcceptAllAsync(cancellationToken), _crew.Failed).Unwrap().ConfigureAwait(false);
        }
        finally
        {
            IpcMarker.Clear(markerFile, options.Mode, listener.Address);
            await listener.DisposeAsync().ConfigureAwait(false);
            await CloseConnectionsAsync().ConfigureAwait(false);
            await _crew.EndAsync().ConfigureAwait(false);
            Raise(LocalSocketEventKind.Closed);
        }
    }

    /// <summary>Says again in the marker where to connect.</summary>
    public void TryWriteMarker()
    {
        try
        {
            IpcMarker.Write(markerFile, options.Mode, listener.Address);
        }
        catch (IpcException error)
        {
            Report(LocalSocketEventKind.ListenFailed, error.Message);
        }
    }

    /// <summary>Takes a frame for the application. Waits while too much is held.</summary>
    /// <exception cref="OperationCanceledException">The epoch is over: no application came.</exception>
    public ValueTask DeliverAsync(HlnkFrame frame, HoldEpoch epoch, CancellationToken cancellationToken) =>
        _hold.AddAsync(new(HlnkWriter.ToArray(frame), frame.Payload.Length, options.TimeProvider.GetTimestamp()), epoch, cancellationToken);

    /// <summary>Ends all connections: it is how an application learns that something failed.</summary>
    public async Task CloseConnectionsAsync()
    {
        foreach (var connection in _connections.All)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Notes what went wrong.</summary>
    public void Report(LocalSocketEventKind kind, string text, string peer = "")
    {
        _lastError = text;
        options.OnEvent?.Invoke(new(kind, directory, text, peer));
    }

    private async Task AcceptAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Accept(new LocalConnection(await listener.AcceptAsync(cancellationToken).ConfigureAwait(false)), cancellationToken);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // Too many open files, say: applications wait in the backlog.
                _lastError = error.GetType().Name;
                await Task.Delay(AcceptPause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Accept(LocalConnection connection, CancellationToken cancellationToken)
    {
        var before = _connections.TryAdd(connection);
        if (before is null)
        {
            Report(LocalSocketEventKind.FrameRefused, "too many applications are connected");
        }

        _crew.Run(() => before is null ? connection.DisposeAsync().AsTask() : ServeAsync(connection, before, cancellationToken));
    }

    private async Task ServeAsync(LocalConnection connection, LocalConnection[] before, CancellationToken cancellationToken)
    {
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                Raise(LocalSocketEventKind.AppConnected);
                await Task.WhenAll(before.Select(static older => older.WhenDrainedAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
                await connection.ReadAsync(TakeAsync, Refuse, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _connections.Remove(connection);
                Raise(LocalSocketEventKind.AppDisconnected);
            }
        }

        ValueTask TakeAsync(HlnkFrame frame)
        {
            Interlocked.Increment(ref _framesFromApp);
            Interlocked.Add(ref _bytesFromApp, frame.Payload.Length);
            return onFrame(frame, cancellationToken);
        }

        void Refuse(HlnkRefusal refusal) => Report(LocalSocketEventKind.FrameRefused, $"a frame of the application: {refusal}");
    }

    private async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await _hold.PeekAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _connections.CurrentAsync(frame.HeldSince, options.HoldTime, cancellationToken).ConfigureAwait(false);
            var began = options.TimeProvider.GetTimestamp();
            if (connection is null)
            {
                Report(LocalSocketEventKind.HoldExpired, $"no application came for {_hold.Expire()} frames");
            }
            else if (await connection.TryWriteAsync(frame.Bytes, cancellationToken).ConfigureAwait(false))
            {
                options.Transfers?.Writing.Add(options.TimeProvider.GetElapsedTime(began));
                _hold.Remove();
                Interlocked.Increment(ref _framesToApp);
                Interlocked.Add(ref _bytesToApp, frame.PayloadBytes);
            }
            else
            {
                _connections.Remove(connection);
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private void Raise(LocalSocketEventKind kind, string text = "") => options.OnEvent?.Invoke(new(kind, directory, text));
}
