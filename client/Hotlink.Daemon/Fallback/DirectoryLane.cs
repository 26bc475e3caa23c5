using System.Threading.Channels;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// The one way into a directory's application stream: whatever comes, over links or as files, passes here one after the other, and the
/// ledger decides. Links wait until theirs is done; files don't, and are bounded in bytes. Thread-safe.
/// </summary>
internal sealed class DirectoryLane(LocalMarker marker, int maxFileBytes)
{
    private const int MaxWorks = 4096;
    private const int Overhead = 512;
    private readonly Channel<Func<CancellationToken, ValueTask>> _works =
        Channel.CreateBounded<Func<CancellationToken, ValueTask>>(new BoundedChannelOptions(MaxWorks) { SingleReader = true });

    private readonly RunLedger _ledger = new();
    private readonly SeenFiles _seen = new();
    private readonly List<(FileIdentity Identity, HlnkFrame Frame)> _waiting = [];
    private readonly List<(string Run, long Kept, TaskCompletionSource<long> Answer)> _questions = [];
    private bool _isReplaying;
    private ulong _replaySeq;
    private long _fileBytes;

    /// <summary>How many files and questions wait for a link.</summary>
    public int WaitingCount => _waiting.Count + _questions.Count;

    /// <summary>Carries out what is asked of it until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var work in _works.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await work(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A link begins.</summary>
    /// <param name="run">The run that it brings; null where its messages have no identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task BeginLinkAsync(string? run, CancellationToken cancellationToken) => DoAsync(
        _ =>
        {
            _isReplaying = false;
            if (run is not null)
            {
                _ledger.BeginLink(run);
            }

            return default;
        },
        cancellationToken);

    /// <summary>A message of a link.</summary>
    /// <param name="run">Its run; null where it has no identity.</param>
    /// <param name="number">Its number in the run.</param>
    /// <param name="frame">The frame for the application.</param>
    /// <param name="epoch">The link's epoch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The epoch is over, or it was cancelled.</exception>
    public Task LinkAsync(string? run, long number, HlnkFrame frame, HoldEpoch epoch, CancellationToken cancellationToken) => DoAsync(
        async token =>
        {
            if (run is null)
            {
                _seen.Add(frame.Path, frame.ETag);
                await marker.DeliverAsync(frame, epoch, token).ConfigureAwait(false);
            }
            else if (_ledger.TakeLink(run, number))
            {
                await marker.DeliverAsync(frame, epoch, token).ConfigureAwait(false);
                await SettleAsync(token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>A link turns out to be one whose messages have no identity.</summary>
    public Task ForgetLinkAsync(string run, CancellationToken cancellationToken) => DoAsync(
        token =>
        {
            _ledger.Forget(run);
            return SettleAsync(token);
        },
        cancellationToken);

    /// <summary>A link has brought everything that it will.</summary>
    public Task EndLinkAsync(string run, CancellationToken cancellationToken) => DoAsync(
        token =>
        {
            _ledger.EndLink(run);
            return SettleAsync(token);
        },
        cancellationToken);

    /// <summary>The sender of a run goes on in another session: how far has the run come?</summary>
    public async Task<long> ConfirmAsync(string run, long kept, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await DoAsync(
                token =>
                {
                    _questions.Add((run, kept, answer));
                    return SettleAsync(token);
                },
                cancellationToken).ConfigureAwait(false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            answer.TrySetCanceled(CancellationToken.None); // Whoever gives up must not stay in the list.
        }
    }

    /// <summary>A file of a run has come. Doesn't wait.</summary>
    public void TakeFile(FileIdentity identity, HlnkFrame frame) => Post(frame, token => SortAsync(identity, frame, token));

    /// <summary>A file without identity has come: part of the stream only where its sender goes on by files. Doesn't wait.</summary>
    public void TakeNamelessFile(HlnkFrame frame) => Post(
        frame,
        async token =>
        {
            Interlocked.Add(ref _fileBytes, -CostOf(frame));
            if (_isReplaying && !token.IsCancellationRequested)
            {
                await ReplayAsync(frame, token).ConfigureAwait(false);
            }
        });

    /// <summary>The sender of a link without identities goes on by files: what it wrote so far, in the order of names, then what comes.</summary>
    public Task ReplayAsync(IReadOnlyList<HlnkFrame> files, CancellationToken cancellationToken) => DoAsync(
        async token =>
        {
            (_isReplaying, _replaySeq) = (true, 0);
            foreach (var file in files)
            {
                await ReplayAsync(file, token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private void Post(HlnkFrame frame, Func<CancellationToken, ValueTask> work)
    {
        var waiting = Interlocked.Add(ref _fileBytes, CostOf(frame)) - CostOf(frame);
        if (waiting > maxFileBytes || !_works.Writer.TryWrite(work))
        {
            Leave(frame, "too many files wait for the application");
        }
    }

    // The work's failure is its caller's, not the lane's.
    private async Task DoAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _works.Writer.WriteAsync(RunAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The directory is not served any more.");
        }

        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

        async ValueTask RunAsync(CancellationToken token)
        {
            try
            {
                token.ThrowIfCancellationRequested();
                await work(token).ConfigureAwait(false);
                done.TrySetResult();
            }
            catch (OperationCanceledException canceled)
            {
                done.TrySetCanceled(canceled.CancellationToken);
            }
        }
    }

    // Whoever waits is told.
    private async ValueTask EndAsync()
    {
        _works.Writer.TryComplete();
        while (_works.Reader.TryRead(out var work))
        {
            await work(new CancellationToken(canceled: true)).ConfigureAwait(false);
        }

        _questions.ForEach(static question => question.Answer.TrySetCanceled());
    }

    private async ValueTask SortAsync(FileIdentity identity, HlnkFrame frame, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return; // It is a file, and stays one.
        }

        switch (_ledger.TakeFile(identity.Run, identity.First, identity.Number))
        {
            case FileVerdict.Deliver:
                await DeliverFileAsync(frame, cancellationToken).ConfigureAwait(false);
                break;
            case FileVerdict.Wait:
                _waiting.Add((identity, frame));
                return;
            case FileVerdict.Gap:
                Leave(frame, "messages before it are missing; its sender sends them again");
                return;
        }

        Interlocked.Add(ref _fileBytes, -CostOf(frame));
    }

    private async ValueTask ReplayAsync(HlnkFrame file, CancellationToken cancellationToken)
    {
        if (_seen.Add(file.Path, file.ETag))
        {
            await DeliverFileAsync(file with { Seq = ++_replaySeq }, cancellationToken).ConfigureAwait(false);
        }
    }

    // A file that no application takes in time is still a file.
    private async ValueTask DeliverFileAsync(HlnkFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await marker.DeliverAsync(frame, marker.Epoch, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            marker.Report(LocalSocketEventKind.LeftAsFiles, "no application came for it");
        }
    }

    // What waited for a link may be due now.
    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0)
        {
            var waiting = _waiting.ToArray();
            _waiting.Clear();
            foreach (var (identity, frame) in waiting)
            {
                await SortAsync(identity, frame, cancellationToken).ConfigureAwait(false);
            }
        }

        for (var index = _questions.Count - 1; index >= 0; index--)
        {
            var (run, kept, answer) = _questions[index];
            if (answer.Task.IsCompleted)
            {
                _questions.RemoveAt(index); // Whoever asked is gone.
            }
            else if (_ledger.Confirm(run, kept) is { } number)
            {
                answer.TrySetResult(number);
                _questions.RemoveAt(index);
            }
        }
    }

    // With what a waiting file costs beside its content, identity included: many tiny ones must not slip under the bound.
    private static int CostOf(HlnkFrame frame) => frame.Payload.Length + Overhead + (2 * sizeof(char) * frame.Path.Length);

    private void Leave(HlnkFrame frame, string why)
    {
        Interlocked.Add(ref _fileBytes, -CostOf(frame));
        marker.Report(LocalSocketEventKind.LeftAsFiles, why);
    }
}
