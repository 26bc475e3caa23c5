using System.Buffers;
using System.Net.Sockets;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>
/// One connection joined with one of the peer: what the application sends goes into a stream of its own, what the peer's stream brings
/// goes to the application. Ends of sending travel one by one, a reset takes everything with it.
/// </summary>
internal sealed class TunnelRun(TunnelConnection connection, Outbound outbound, TunnelMeters meters, TunnelOptions options, long start)
    : DeskRun(RunWord.NewRun()), IDisposable
{
    private const string Finished = "";
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Inbound> _inbound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HotlinkWriter> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _answered;
    private string? _reason;
    private volatile bool _isAbandoned;
    private bool _isWriting;
    private bool _isSending;

    /// <summary>The stream to the peer; null while it isn't open.</summary>
    public HotlinkWriter? Writer => _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : null;

    /// <summary>The stream of the peer; null while there is none.</summary>
    public HotlinkReader? Reader => _inbound.Task.IsCompletedSuccessfully ? _inbound.Task.Result.Reader : null;

    /// <summary>The application has ended its sending; called before the peer is told.</summary>
    public required Action<TunnelRun> EndedSending { get; init; }

    private TimeSpan Now => options.TimeProvider.GetElapsedTime(start);

    /// <summary>Gives it the peer's stream.</summary>
    /// <returns>Whether it takes it: it is not over.</returns>
    public bool Attach(Inbound inbound) => _inbound.TrySetResult(inbound);

    /// <summary>Ends it with a reset. The first reason holds.</summary>
    public void Stop(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            connection.Reset(); // A way may stand in the middle of a write to the application.
            try
            {
                _stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    /// <summary>Ends it with a reset, and keeps neither stream for the next connection.</summary>
    public void Abandon(string reason)
    {
        _isAbandoned = true;
        Stop(reason);
    }

    /// <summary>Sees whether the application has reset the connection, though nothing is read from it now.</summary>
    public void Refresh() => IsReset |= !_stop.IsCancellationRequested && connection.IsReset;

    /// <summary>Copies until both ways have ended, or one has failed.</summary>
    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        var watch = GuardAsync(WatchWriterAsync(_stop.Token));
        await using (cancellationToken.UnsafeRegister(static run => ((TunnelRun)run!).Stop("the tunnel was closed"), this).ConfigureAwait(false))
        {
            await Task.WhenAll(GuardAsync(SendAsync(_stop.Token)), GuardAsync(ReceiveAsync(_stop.Token))).ConfigureAwait(false);
            Interlocked.CompareExchange(ref _reason, Finished, null); // What comes now comes too late to be a failure.
            await _stop.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }

        connection.Dispose();
        _inbound.TrySetCanceled(CancellationToken.None);
        var mayKeep = !cancellationToken.IsCancellationRequested && !_isAbandoned;
        SettleWriter(mayKeep);
        var failure = _reason == Finished ? null : _reason;
        return new(failure, SettleReader(mayKeep), failure is null ? null : Untold);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private RunWord? Untold =>
        _inbound.Task is { IsCompletedSuccessfully: true, Result: { Reader.Completion.IsCompletedSuccessfully: true } inbound } ? inbound.Word : null;

    private async Task GuardAsync(Task way)
    {
        try
        {
            await way.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HotlinkException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
            {
                Stop(exception.Message);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var writer = await outbound.OpenAsync(NewWord, () => !connection.IsReset, cancellationToken).ConfigureAwait(false);
        _opened.SetResult(writer);
        await connection.HasWord.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            while (await connection.ReceiveAsync(buffer.AsMemory(0, options.ChunkBytes), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                _isWriting = true;
                var began = options.TimeProvider.GetTimestamp();
                await writer.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                _isWriting = false;
                options.Transfers?.Sending.Add(options.TimeProvider.GetElapsedTime(began));
                meters.Sent(count);
                LastActivity = Now;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        IsPlain = await outbound.ModeOfAsync(writer, cancellationToken).ConfigureAwait(false) == HotlinkMode.Plain;
        EndedSending(this);
        if (!IsPlain)
        {
            var peer = await PeerRunAsync(cancellationToken).ConfigureAwait(false);
            await writer.CompleteAsync(peer, cancellationToken).ConfigureAwait(false);
        }
    }

    private RunWord NewWord()
    {
        _answered = Bound?.Word?.Run;
        return new(Id, _answered);
    }

    // What this end's last word says: with which connection it was joined.
    private async Task<string> PeerRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var inbound = await _inbound.Task.WaitAsync(options.JoinTime, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return inbound.Word?.Run ?? RunWord.Nobody;
        }
        catch (TimeoutException)
        {
            return RunWord.Nobody;
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var inbound = await _inbound.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await inbound.Readable.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            while (await inbound.Reader.ReadAsync(buffer.AsMemory(0, options.ChunkBytes), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                _isSending = true;
                var began = options.TimeProvider.GetTimestamp();
                await connection.SendAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
                _isSending = false;
                options.Transfers?.Writing.Add(options.TimeProvider.GetElapsedTime(began));
                meters.Received(count);
                LastActivity = Now;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (IsJoinedWith(inbound))
        {
            connection.EndSending();
        }
        else
        {
            Stop("the peer's connection was joined with another one");
        }
    }

    // Two that begin at once, where one fails at once, could be joined crosswise: neither knew of the other when it said whom it answers.
    private bool IsJoinedWith(Inbound inbound) =>
        inbound.Word is not { } word || inbound.Reader.Trailer == Id
        || (inbound.Reader.Trailer is "" or RunWord.Nobody && (word.Answers == Id || _answered == word.Run));

    // A stream that fails while the application says nothing has to be noticed all the same.
    private async Task WatchWriterAsync(CancellationToken cancellationToken)
    {
        var writer = await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await writer.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    private void SettleWriter(bool mayKeep)
    {
        if (Writer is not { } writer || writer.Completion.IsCompletedSuccessfully)
        {
            return;
        }

        if (mayKeep && !_isWriting && writer.Mode == HotlinkMode.Plain && !writer.Completion.IsCompleted)
        {
            outbound.Keep(writer);
        }
        else if (_isAbandoned)
        {
            writer.Abort(_reason ?? "");
        }
        else
        {
            outbound.Lose(writer, _reason ?? "");
        }
    }

    // What was taken from the stream and did not reach the application is a hole in it: it can't go on.
    private Inbound? SettleReader(bool mayKeep)
    {
        if (!_inbound.Task.IsCompletedSuccessfully)
        {
            return null;
        }

        var inbound = _inbound.Task.Result;
        if (mayKeep && !_isSending && inbound.Reader.Mode == HotlinkMode.Plain && !inbound.Reader.Completion.IsCompleted)
        {
            return inbound;
        }

        if (_reason != Finished)
        {
            inbound.Reader.Abort(_reason ?? "");
        }

        return null;
    }
}
