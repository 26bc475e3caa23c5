using Hotlink.Client;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Fallback;

/// <content>Files, and the way back to a link.</content>
internal sealed partial class OutboundRoute
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstReopen = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastReopen = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PlainTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(5);
    private string _lastPath = "";
    private bool _hasIdentities = true;
    private HotlinkMode _lastMode;

    // Until a session is accepted; false where nobody has asked for anything in a long time.
    private async Task<bool> SendFilesAsync(CancellationToken cancellationToken)
    {
        _pending.BeginFiles(RunNames.Of(client.User, RunNames.NewKey()));
        report(LocalSocketEventKind.FellBack, _opening!.IsFaulted ? ReasonOf(_opening) : "nobody accepts");
        var pause = FirstReopen;
        var idleSince = options.TimeProvider.GetTimestamp();
        while (!_opening.IsCompletedSuccessfully)
        {
            if (_opening.IsCompleted)
            {
                _opening = OpenAsync(pause, cancellationToken);
                pause = pause * 2 < LastReopen ? pause * 2 : LastReopen;
            }

            if (_pending.NextToFile is { } message)
            {
                await WriteAsync(message, cancellationToken).ConfigureAwait(false);
                if (_pending.Filed() is > 0 and var count)
                {
                    report(LocalSocketEventKind.LeftAsFiles, $"{count} messages are kept by the relay only");
                }

                idleSince = options.TimeProvider.GetTimestamp();
            }
            else if (!TakeInput())
            {
                await WaitAsync(Task.WhenAny(_opening, InputAsync(cancellationToken)), IdleTime, cancellationToken).ConfigureAwait(false);
                if (options.TimeProvider.GetElapsedTime(idleSince) >= IdleTime)
                {
                    _pending.ConfirmFiled();
                    return false;
                }
            }
        }

        return true;
    }

    private static string ReasonOf(Task task) => (task.Exception?.InnerException as HotlinkException)?.Reason.ToString() ?? "it can't be opened";

    private async Task WriteAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        var (run, frame) = (_pending.Run, message.Frame);
        var identity = new FileIdentity(run, _pending.FirstFiled, message.Number, EntityTag.Of(frame.Payload.Span), frame.Path);
        if (_hasIdentities)
        {
            try
            {
                await WriteAsync(FileIdentity.PathOf(directory, RunNames.KeyIn(run)), identity.ToBytes(), cancellationToken).ConfigureAwait(false);
            }
            catch (HotlinkException error) when (error.Reason is HotlinkReason.PermissionDenied or HotlinkReason.FileRefused)
            {
                _hasIdentities = false; // The rules let only the files themselves pass: the receiver gets the rest over the next link.
            }
        }

        await WriteAsync(frame.Path, frame.Payload, cancellationToken).ConfigureAwait(false);
    }

    // Again and again where nobody knows whether it was stored: the receiver takes it once.
    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        while (true)
        {
            await client.WaitConnectedAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await client.WriteFileAsync(path, content, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (HotlinkException error) when (error.Reason is HotlinkReason.LinkLost or HotlinkReason.Timeout)
            {
                await Task.Delay(RetryPause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // False where the session ended before the receiver had said how far it is.
    private async Task<bool> HandOverAsync(HotlinkWriter writer, CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetTimestamp();
        Task<HotlinkPeerSignal?>? reading = null;
        while (_pending.HasRun && (_pending.FirstFiled > 0 || _lastMode != HotlinkMode.Plain))
        {
            if (writer.Completion.IsCompleted || options.TimeProvider.GetElapsedTime(started) > HandOverTime)
            {
                return false;
            }

            if (writer.Mode == HotlinkMode.Plain && options.TimeProvider.GetElapsedTime(started) > PlainTime)
            {
                _pending.ConfirmFiled(); // A client of another kind: it has the files.
                break;
            }

            await AskAsync(writer, cancellationToken).ConfigureAwait(false);
            reading ??= writer.ReadSignalAsync(cancellationToken).AsTask();
            await WaitAsync(reading, Tick * 5, cancellationToken).ConfigureAwait(false);
            if (reading.IsCompletedSuccessfully)
            {
                if (await reading.ConfigureAwait(false) is { } signal && RunSignals.TryReadAnswer(signal, out var key, out var number)
                    && key == RunNames.KeyIn(_pending.Run))
                {
                    _pending.ConfirmThrough(number);
                    break;
                }

                reading = null;
            }
        }

        _pending.BeginRun(RunNames.Of(client.User, RunNames.KeyOf(writer.SessionId)));
        return true;
    }

    private async Task AskAsync(HotlinkWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await writer.SignalAsync(RunSignals.Ask(RunNames.KeyIn(_pending.Run), _pending.First), cancellationToken).ConfigureAwait(false);
        }
        catch (HotlinkException)
        {
            // There is no session just now; it is asked again.
        }
    }
}
