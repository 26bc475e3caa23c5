using System.Threading.Channels;
using Hotlink.Client;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// Brings the messages of one directory to its receivers, in order: over a link while there is one, as files where none comes up in time,
/// and over the next link again (docs/local-sockets.md, section 4).
/// </summary>
internal sealed partial class OutboundRoute(
    HotlinkClient client, string directory, LocalSocketOptions options, Func<string?> recipient, Action<LocalSocketEventKind, string> report)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HandOverTime = TimeSpan.FromSeconds(10);
    private readonly Channel<HlnkFrame> _input = Channel.CreateBounded<HlnkFrame>(1);
    private readonly PendingMessages _pending = new(options.RetainedBytes);
    private Task<bool>? _inputWait;
    private Task<HotlinkWriter>? _opening;
    private long? _stalledSince;

    /// <summary>What was given up is told to the application by this.</summary>
    public Func<Task>? OnFailed { get; init; }

    /// <summary>Takes a message of the application; waits while there is no room for it.</summary>
    public ValueTask SendAsync(HlnkFrame frame, CancellationToken cancellationToken) => _input.Writer.WriteAsync(frame, cancellationToken);

    /// <summary>Sends until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_pending.Count == 0)
            {
                var first = await _input.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                _lastPath = first.Path;
                _pending.Add(first);
            }

            using var scope = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                await CarryAsync(scope.Token).ConfigureAwait(false);
            }
            catch (HotlinkException error)
            {
                await FailAsync(error).ConfigureAwait(false);
            }
            finally
            {
                await scope.CancelAsync().ConfigureAwait(false);
                await GiveUpOpeningAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task CarryAsync(CancellationToken cancellationToken)
    {
        await client.WaitConnectedAsync(cancellationToken).ConfigureAwait(false);
        _opening = OpenAsync(TimeSpan.Zero, cancellationToken);
        await WaitAsync(_opening, options.AcceptDeadline, cancellationToken).ConfigureAwait(false);
        if (!_opening.IsCompletedSuccessfully && !await SendFilesAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var writer = await _opening.ConfigureAwait(false);
        _opening = null;

        await using (writer.ConfigureAwait(false))
        {
            if (await HandOverAsync(writer, cancellationToken).ConfigureAwait(false))
            {
                report(LocalSocketEventKind.LinkUp, "");
                await SendOverLinkAsync(writer, cancellationToken).ConfigureAwait(false);
                _lastMode = writer.Mode;
            }

            ThrowIfRefused(writer);
            writer.Abort(HotlinkReason.Fallback, "the messages go on in another session or as files");
        }
    }

    private async Task<HotlinkWriter> OpenAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var path = _pending.NextToSend?.Frame.Path ?? _pending.NextToFile?.Frame.Path ?? _lastPath;
        return await client.OpenAsync(
            new() { Path = path, To = recipient(), Framing = HotlinkFraming.Messages, AcceptTimeout = options.OpenTime }, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendOverLinkAsync(HotlinkWriter writer, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stalledSince = null;
        while (!IsDown(writer))
        {
            if (_pending.NextToSend is { } message)
            {
                if (!await TrySendAsync(writer, message, patience).ConfigureAwait(false))
                {
                    break;
                }

                _pending.Sent();
            }
            else if (!TakeInput())
            {
                await WaitAsync(Task.WhenAny(InputAsync(cancellationToken), writer.Completion), Tick, cancellationToken).ConfigureAwait(false);
            }

            _pending.TrimAcknowledged(writer.GetStatistics().WaitingBytes);
        }
    }

    private async Task<bool> TrySendAsync(HotlinkWriter writer, PendingMessage message, CancellationTokenSource patience)
    {
        try
        {
            var (frame, began) = (message.Frame, options.TimeProvider.GetTimestamp());
            var sending = writer.SendAsync(new(frame.Path, frame.Payload, frame.ETag), patience.Token).AsTask();
            while (!sending.IsCompleted)
            {
                await WaitAsync(sending, Tick, patience.Token).ConfigureAwait(false);
                if (!sending.IsCompleted && IsDown(writer))
                {
                    await patience.CancelAsync().ConfigureAwait(false); // A message that isn't taken yet won't be.
                }
            }

            await sending.ConfigureAwait(false);
            options.Transfers?.Sending.Add(options.TimeProvider.GetElapsedTime(began));
            return true;
        }
        catch (Exception error) when (error is HotlinkException or OperationCanceledException)
        {
            return false; // The caller sees whether it was cancelled itself.
        }
    }

    // The peer's connection is what a link is down for: an application that is slow is waited for, and without one's own there are no files.
    private bool IsDown(HotlinkWriter writer)
    {
        if (writer.Completion.IsCompleted)
        {
            return true;
        }

        var isAway = writer.State == HotlinkStreamState.Suspended || writer.GetStatistics().Stall == HotlinkStallCause.PeerLink;
        if (client.State != HotlinkLinkState.Connected || !isAway)
        {
            _stalledSince = null;
            return false;
        }

        var now = options.TimeProvider.GetTimestamp();
        _stalledSince ??= now;
        return options.TimeProvider.GetElapsedTime(_stalledSince.Value, now) >= options.AcceptDeadline;
    }

    // The receiver's word that it won't take more: nothing else will bring it there.
    private static void ThrowIfRefused(HotlinkWriter writer)
    {
        if (writer.Completion is { IsFaulted: true, Exception.InnerException: HotlinkException error } && error.Text != SessionTexts.Stopping
            && error.Reason is HotlinkReason.Aborted or HotlinkReason.ProtocolViolation or HotlinkReason.PathMismatch or HotlinkReason.PermissionRevoked
                or HotlinkReason.PermissionDenied or HotlinkReason.MessageTooLarge or HotlinkReason.IpcUnavailable)
        {
            throw error;
        }
    }

    // Waits for an end of any kind, but not for ever.
    private async Task WaitAsync(Task task, TimeSpan patience, CancellationToken cancellationToken)
    {
        await task.WaitAsync(patience, options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // It was cancelled, but may have been accepted just before.
    private async Task GiveUpOpeningAsync()
    {
        if (_opening is { } opening)
        {
            _opening = null;
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                var writer = await opening.ConfigureAwait(false);
                writer.Abort("nobody waits for it any more");
            }
        }
    }

    private async Task FailAsync(HotlinkException error)
    {
        var count = _pending.Clear();
        while (_input.Reader.TryRead(out _))
        {
            count++;
        }

        report(LocalSocketEventKind.SendFailed, $"{count} messages: {error.Reason}");
        await (OnFailed?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    private bool TakeInput()
    {
        if (!_input.Reader.TryRead(out var frame))
        {
            return false;
        }

        _pending.Add(frame);
        _lastPath = frame.Path;
        return true;
    }

    // One wait at a time, however often it is asked for.
    private Task<bool> InputAsync(CancellationToken cancellationToken)
    {
        if (_inputWait is not { IsCompleted: false })
        {
            _inputWait = _input.Reader.WaitToReadAsync(cancellationToken).AsTask();
        }

        return _inputWait;
    }
}
