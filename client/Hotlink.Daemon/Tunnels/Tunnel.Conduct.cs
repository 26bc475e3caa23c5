using Hotlink.Daemon.Tunnels.Desk;
using Hotlink.Daemon.Tunnels.Streams;

namespace Hotlink.Daemon.Tunnels;

/// <content>Carries out what the desk decides, and says how the tunnel stands.</content>
internal sealed partial class Tunnel
{
    private const string BeganAnew = "the peer was started anew";

    /// <summary>The tunnel now.</summary>
    public TunnelStatus GetStatus()
    {
        lock (_gate)
        {
            var run = (TunnelRun?)_desk.Run;
            return new()
            {
                Spec = Spec,
                State = _state,
                Port = _port,
                IsActive = run is not null,
                Waiting = _desk.Waiting,
                Runs = _meters.Runs,
                Probes = _meters.Probes,
                BytesSent = _meters.BytesSent,
                BytesReceived = _meters.BytesReceived,
                PiecesSent = _meters.PiecesSent,
                PiecesReceived = _meters.PiecesReceived,
                HeldBytes = _desk.Arrivals.Sum(static arrival => ((Inbound)arrival).Reader.GetStatistics().WaitingBytes),
                NotReady = _meters.NotReady,
                FramesBuffered = _meters.FramesBuffered,
                FramesDropped = _meters.FramesDropped,
                LastError = Volatile.Read(ref _lastError),
                SendsTo = run?.Writer?.Peer,
                ReceivesFrom = run?.Reader?.Peer,
                Sending = run?.Writer?.GetStatistics(),
                Receiving = run?.Reader?.GetStatistics(),
            };
        }
    }

    private async Task ConductAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (step, told, deadline) = Look(Decide);
            if (step is { } next)
            {
                CarryOut(next, cancellationToken);
            }
            else if (deadline is { } due)
            {
                await WaitAsync(told, due - Now, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await told.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private (DeskStep? Step, Task Told, TimeSpan? Deadline) Decide()
    {
        var now = Now;
        foreach (var arrival in _desk.Arrivals)
        {
            ((Inbound)arrival).Refresh(now);
        }

        (_desk.Run?.Bound as Inbound)?.Refresh(now);
        if (_desk.Waiting > 0)
        {
            (_desk.Run as TunnelRun)?.Refresh();
        }

        if (_desk.Next(now) is { } step)
        {
            return (step, Task.CompletedTask, null);
        }

        _told = _told.Task.IsCompleted ? NewSource() : _told;
        return (null, _told.Task, _desk.Deadline(now));
    }

    private async Task WaitAsync(Task told, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, _options.TimeProvider, enough.Token);
        await Task.WhenAny(told, delay).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    private void CarryOut(in DeskStep step, CancellationToken cancellationToken)
    {
        switch (step.Kind)
        {
            case DeskStepKind.Start:
                Start((TunnelConnection)step.Candidate!, cancellationToken);
                break;
            case DeskStepKind.Bind:
                Bind((Inbound)step.Arrival!);
                break;
            case DeskStepKind.RefuseStale:
                Refuse((Inbound)step.Arrival!, TunnelEventKind.StreamRefused, "the connection that it answers is over", cancellationToken);
                break;
            case DeskStepKind.GivenUp:
                ((Inbound)step.Arrival!).Reader.Abort("understood");
                Stop("no application of the peer took what was sent");
                break;
            case DeskStepKind.RefuseHeld:
                _meters.Dropped(((Inbound)step.Arrival!).Reader.GetStatistics().Frames);
                Refuse((Inbound)step.Arrival!, TunnelEventKind.HoldFailed, "no application took what was sent", cancellationToken);
                break;
            case DeskStepKind.TakeOver:
                Stop("another connection took its place");
                break;
            case DeskStepKind.Unanswered:
                Stop("the peer did not answer");
                break;
            case DeskStepKind.DropOld:
                _outbound.Forget(BeganAnew);
                Refuse((Inbound)step.Arrival!, TunnelEventKind.StreamRefused, BeganAnew, cancellationToken);
                break;
            case DeskStepKind.PeerBeganAnew:
                Look(() => (TunnelRun?)_desk.Run)?.Abandon(BeganAnew);
                break;
        }
    }

    private void Start(TunnelConnection connection, CancellationToken cancellationToken)
    {
        if (connection.IsReset)
        {
            connection.Dispose(); // It gave up waiting.
            return;
        }

        var run = new TunnelRun(connection, _outbound, _meters, _options, _start) { EndedSending = OnEndedSending };
        _meters.CountRun();
        Tell(() =>
        {
            run.LastActivity = Now;
            _desk.Begin(run);
        });
        Report(TunnelEventKind.RunStarted);
        while (Look(Decide).Step is { Arrival: not null } step)
        {
            CarryOut(step, cancellationToken); // What waits may be its peer's already: its own stream says whom it answers.
        }

        _tasks.Add(FollowAsync(run, cancellationToken));
    }

    private void OnEndedSending(TunnelRun run) => Tell(() => { run.EndedSendingAt = Now; });

    // The stream that an earlier connection left goes on with the next one.
    private async Task FollowAsync(TunnelRun run, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var ended = run;
        var end = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        Report(end.Failure is null ? TunnelEventKind.RunFinished : TunnelEventKind.RunFailed, end.Failure ?? "");
        end.Kept?.Listen(cancellationToken);
        Tell(() =>
        {
            _desk.End();
            if (end.Kept is { } kept)
            {
                kept.State = ArrivalState.Silent;
                _desk.AddFirst(kept);
            }
        });
        if (end.Untold is { } word)
        {
            _tasks.Add(_outbound.RefuseAsync(word, end.Failure ?? "", cancellationToken));
        }

        if (end.Kept is { } again)
        {
            await WatchAsync(again, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Bind(Inbound inbound)
    {
        var run = Look(() => (TunnelRun?)_desk.Run);
        if (run?.Attach(inbound) != true)
        {
            Tell(() => _desk.AddFirst(inbound)); // It has just ended: the stream is for the next one, or for none.
        }
        else if (inbound.State == ArrivalState.Ready && inbound.ReadyAt < run.LastActivity)
        {
            _meters.Buffered(inbound.Reader.GetStatistics().Frames);
        }
    }

    private void Refuse(Inbound inbound, TunnelEventKind kind, string reason, CancellationToken cancellationToken)
    {
        var hasAllArrived = inbound.Reader.Completion.IsCompletedSuccessfully;
        Report(kind, reason);
        inbound.Reader.Abort(reason);
        if (hasAllArrived && reason != BeganAnew && inbound.Word is { } word)
        {
            _tasks.Add(_outbound.RefuseAsync(word, reason, cancellationToken));
        }
    }

    private void Stop(string reason) => Look(() => (TunnelRun?)_desk.Run)?.Stop(reason);
}
