using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>
/// Opens the streams to the peer, and tries again while it can't be reached. A stream to a peer without reliable streams is kept for the
/// next connection: such a peer never learns of ends, and a Go client doesn't get over a second session on one path (pitfalls 103, 109).
/// </summary>
internal sealed class Outbound(HotlinkClient client, TunnelSpec spec, TimeProvider time, Action<string> refused)
{
    private static readonly TimeSpan ModePause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(10);
    private const string Deaf =
        "the peer's client knows no reliable streams and had another stream on this path: a Go client delivers nothing more on it until it is started anew";

    private HotlinkWriter? _kept;
    private volatile bool _hasLostPlain;
    private volatile bool _takesPlainPath;
    private volatile bool _isReliablePeer;
    private readonly NewsGate _refusals = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether a stream to a peer without reliable streams goes on with the next connection; else it is ended. Default true.</summary>
    public bool KeepsPlain { get; init; } = true;

    /// <summary>Hears of a second stream to a client that may not get over it (pitfall 103): that client tells nobody.</summary>
    public Action<string>? PeerMayBeDeaf { get; init; }

    /// <summary>The stream for a connection: a new one, or the one that was kept.</summary>
    /// <param name="word">Says which connection it is for.</param>
    /// <param name="isWanted">Whether it still makes sense to try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">It can't succeed, or isn't wanted any more.</exception>
    public async Task<HotlinkWriter> OpenAsync(Func<RunWord> word, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _kept, null) is { } kept)
        {
            if (!kept.Completion.IsCompleted)
            {
                return kept;
            }

            _hasLostPlain = true;
        }

        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var writer = await OpenOnceAsync(word(), cancellationToken).ConfigureAwait(false);
                Warn();
                return writer;
            }
            catch (HotlinkException exception) when (IsTemporary(exception.Reason) && isWanted())
            {
                Tell(exception.Message);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps a stream for the next connection.</summary>
    public void Keep(HotlinkWriter writer) =>
        (KeepsPlain ? Interlocked.Exchange(ref _kept, writer) : writer)?.Abort("another stream takes its place");

    /// <summary>Ends a stream before its time.</summary>
    public void Lose(HotlinkWriter writer, string reason)
    {
        _hasLostPlain |= writer.Mode == HotlinkMode.Plain;
        writer.Abort(reason);
    }

    /// <summary>What the two ends have agreed on, once they have.</summary>
    public async Task<HotlinkMode> ModeOfAsync(HotlinkWriter writer, CancellationToken cancellationToken)
    {
        while (writer.Mode == HotlinkMode.Greeting && !writer.Completion.IsCompleted)
        {
            await Task.Delay(ModePause, time, cancellationToken).ConfigureAwait(false);
        }

        return writer.Mode;
    }

    /// <summary>Tells the peer that its connection can't be served, where its stream itself has ended and can't tell any more.</summary>
    /// <param name="theirs">What the peer said of the stream.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RefuseAsync(RunWord theirs, string reason, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RefusalTime, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var writer = await OpenAsync(new RunWord(RunWord.NewRun(), theirs.Run, IsGone: true, reason), enough.Token).ConfigureAwait(false);
            await writer.Completion.WaitAsync(enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // The peer ends it.
            writer.Abort(reason);
        }
        catch (Exception exception) when (exception is HotlinkException or OperationCanceledException or ObjectDisposedException)
        {
            refused($"the peer could not be told that its bytes were given up: {exception.Message}");
        }
    }

    /// <summary>What the peer's own streams show. A slow answer to a greeting is not taken for another client then.</summary>
    public void Learn(bool isReliablePeer)
    {
        _isReliablePeer = isReliablePeer;
        _takesPlainPath &= !isReliablePeer;
    }

    /// <summary>Gives up the stream that is kept.</summary>
    public void Forget(string reason) => Interlocked.Exchange(ref _kept, null)?.Abort(reason);

    private void Warn()
    {
        if (_hasLostPlain && !_isReliablePeer)
        {
            PeerMayBeDeaf?.Invoke(Deaf);
        }

        _hasLostPlain = false;
    }

    private void Tell(string refusal)
    {
        if (_refusals.Lets(refusal, time.GetElapsedTime(_start)))
        {
            refused(refusal);
        }
    }

    private static bool IsTemporary(HotlinkReason reason) =>
        reason is not (HotlinkReason.ClientClosed or HotlinkReason.InvalidPath or HotlinkReason.RecipientIsSender or HotlinkReason.ProtocolViolation);

    private Task<HotlinkWriter> OpenAsync(RunWord word, CancellationToken cancellationToken) =>
        client.OpenAsync(new HotlinkOpenOptions { Path = spec.SendPath, To = spec.Peer, Label = word.ToString() }, cancellationToken);

    private async Task<HotlinkWriter> OpenOnceAsync(RunWord word, CancellationToken cancellationToken)
    {
        if (_takesPlainPath && await TryPlainPathAsync(cancellationToken).ConfigureAwait(false) is { } plain)
        {
            return plain;
        }

        var writer = await OpenAsync(word, cancellationToken).ConfigureAwait(false);
        if (spec.PlainSendPath is null || _isReliablePeer)
        {
            return writer;
        }

        // A Go client takes the session, but not the bytes: nothing may be sent before it is known who answers.
        try
        {
            if (await ModeOfAsync(writer, cancellationToken).ConfigureAwait(false) == HotlinkMode.Plain
                && !_isReliablePeer && await TryPlainPathAsync(cancellationToken).ConfigureAwait(false) is { } other)
            {
                writer.Abort("the peer's own path is taken");
                return other;
            }
        }
        catch
        {
            writer.Abort("the open was given up");
            throw;
        }

        return writer;
    }

    private async Task<HotlinkWriter?> TryPlainPathAsync(CancellationToken cancellationToken)
    {
        try
        {
            var writer = await client.OpenAsync(
                new HotlinkOpenOptions { Path = spec.PlainSendPath!, To = spec.Peer, Reliable = false }, cancellationToken).ConfigureAwait(false);
            _takesPlainPath = true;
            return writer;
        }
        catch (HotlinkException exception) when (exception.Reason == HotlinkReason.PermissionDenied)
        {
            _takesPlainPath = false;
            return null;
        }
    }
}
