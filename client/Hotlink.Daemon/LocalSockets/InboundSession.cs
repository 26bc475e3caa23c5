using System.Text;
using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>A peer's session, from its accept to its end: every message goes to the application of its directory.</summary>
internal sealed class InboundSession(HotlinkReader reader, StationTable stations, DatasitesFolder folder, LocalSocketOptions options)
{
    private readonly string _directory = StreamDirectories.Of(reader.Path);
    private string? _run;
    private long _number;

    /// <summary>Reads the session to its end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var text = SessionTexts.Stopping;
        options.OnEvent?.Invoke(new(LocalSocketEventKind.SessionAccepted, _directory, "", reader.Peer));
        try
        {
            var station = await stations.OpenAsync(_directory).ConfigureAwait(false);
            text = station.TryEnter(reader.Peer) ? await ServeAsync(station, cancellationToken).ConfigureAwait(false) : SessionTexts.TooMany;
        }
        catch (Exception error) when (error is IpcException or DatasitePathException)
        {
            text = SessionTexts.Unavailable; // The event that it can't be opened says why.
        }
        finally
        {
            reader.Abort(text == SessionTexts.Unavailable ? HotlinkReason.IpcUnavailable : HotlinkReason.Aborted, text);
            options.OnEvent?.Invoke(new(LocalSocketEventKind.SessionEnded, _directory, text, reader.Peer));
        }
    }

    private async Task<string> ServeAsync(Station station, CancellationToken cancellationToken)
    {
        var epoch = station.Marker.Epoch;
        using var scope = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, epoch.Token, station.Stopped);
        var answering = AnswerAsync(station, scope.Token);
        try
        {
            return await ReadAsync(station, epoch, scope.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (epoch.Token.IsCancellationRequested)
        {
            return SessionTexts.NoApplication;
        }
        finally
        {
            station.Leave();
            await scope.CancelAsync().ConfigureAwait(false);
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> ReadAsync(Station station, HoldEpoch epoch, CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetUtcNow();
        _run = RunNames.HasTag(reader.SessionId) ? RunNames.Of(reader.Peer, RunNames.KeyOf(reader.SessionId)) : null;
        try
        {
            await station.Lane.BeginLinkAsync(_run, cancellationToken).ConfigureAwait(false);
            while (await reader.ReadMessageAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (_number == 0 && _run is { } run && reader.Mode != HotlinkMode.Reliable)
                {
                    _run = null; // It reads along: what it sees isn't counted by the sender.
                    await station.Lane.ForgetLinkAsync(run, cancellationToken).ConfigureAwait(false);
                }

                if (!IsAllowed(message))
                {
                    station.Marker.Report(LocalSocketEventKind.FrameRefused, "a peer's frame with a path of another directory", reader.Peer);
                    return SessionTexts.PathMismatch;
                }

                await station.Lane.LinkAsync(_run, ++_number, FrameOf(message), epoch, cancellationToken).ConfigureAwait(false);
            }

            return "";
        }
        catch (HotlinkException error) when (error.Reason == HotlinkReason.Fallback)
        {
            var files = await PlainFiles.ReadAsync(folder, _directory, started, cancellationToken).ConfigureAwait(false);
            await station.Lane.ReplayAsync(files, cancellationToken).ConfigureAwait(false);
            return error.Reason.ToString();
        }
        catch (HotlinkException error)
        {
            return error.Reason.ToString();
        }
        finally
        {
            if (_run is not null)
            {
                await station.Lane.EndLinkAsync(_run, station.Stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // The sender asks how far its last run came.
    private async Task AnswerAsync(Station station, CancellationToken cancellationToken)
    {
        while (await reader.ReadSignalAsync(cancellationToken).ConfigureAwait(false) is { } signal)
        {
            if (!RunSignals.TryReadAsk(signal, out var key, out var kept))
            {
                continue;
            }

            var number = await station.Lane.ConfirmAsync(RunNames.Of(reader.Peer, key), kept, cancellationToken).ConfigureAwait(false);
            await AnswerAsync(RunSignals.Answer(key, number), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HotlinkPeerSignal answer, CancellationToken cancellationToken)
    {
        try
        {
            await reader.SignalAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (HotlinkException)
        {
            // The session is just lost; the sender asks again.
        }
    }

    private bool IsAllowed(HotlinkMessage message) =>
        (message.Path == reader.Path || StreamDirectories.Holds(StreamDirectories.ParentOf(reader.Path), message.Path))
        && folder.TryResolve(message.Path, out _, out _);

    private static HlnkFrame FrameOf(HotlinkMessage message) =>
        new(message.Path, message.Payload, message.ETag.Length > 0 ? Shorten(message.ETag) : EntityTag.Of(message.Payload.Span), (ulong)message.Seq);

    private static string Shorten(string tag) =>
        Encoding.UTF8.GetByteCount(tag) <= HlnkFormat.MaxTagBytes ? tag : EntityTag.Of(Encoding.UTF8.GetBytes(tag));
}
