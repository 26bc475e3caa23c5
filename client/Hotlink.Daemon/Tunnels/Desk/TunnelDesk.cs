namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>
/// Brings the connections of the applications on a port and the streams of the peer together: the k-th connection that says something
/// here with the k-th there (docs/tunnels.md). Pure: no clock, no socket. Not thread-safe.
/// </summary>
internal sealed class TunnelDesk(TunnelOptions options)
{
    /// <summary>The most streams of the peer that may wait.</summary>
    public const int MaxArrivals = 4;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private readonly List<Candidate> _candidates = [];
    private readonly List<Arrival> _arrivals = [];

    /// <summary>The active connection, or null.</summary>
    public DeskRun? Run { get; private set; }

    /// <summary>How many connections wait.</summary>
    public int Waiting => _candidates.Count;

    /// <summary>The streams that wait.</summary>
    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    /// <summary>A connection has come.</summary>
    /// <returns>Whether there is room for it.</returns>
    public bool Add(Candidate candidate)
    {
        var hasRoom = _candidates.Count < TunnelOptions.MaxWaiting;
        if (hasRoom)
        {
            _candidates.Add(candidate);
        }

        return hasRoom;
    }

    /// <summary>A connection that waited has left.</summary>
    /// <returns>Whether it still waited.</returns>
    public bool Remove(Candidate candidate) => _candidates.Remove(candidate);

    /// <summary>A stream of the peer has come.</summary>
    /// <returns>Whether there is room for it.</returns>
    public bool Add(Arrival arrival)
    {
        var hasRoom = _arrivals.Count < MaxArrivals;
        if (hasRoom)
        {
            _arrivals.Add(arrival);
        }

        return hasRoom;
    }

    /// <summary>A stream that served one connection waits for the next one. It is older than all that wait.</summary>
    public void AddFirst(Arrival arrival) => _arrivals.Insert(0, arrival);

    /// <summary>A stream that waited is over.</summary>
    /// <returns>Whether it still waited.</returns>
    public bool Remove(Arrival arrival) => _arrivals.Remove(arrival);

    /// <summary>A connection is the active one now: the answer to <see cref="DeskStepKind.Start"/>.</summary>
    public void Begin(DeskRun run) => Run = run;

    /// <summary>The active connection is over.</summary>
    public void End() => Run = null;

    /// <summary>Takes everything that waits off the desk.</summary>
    public (IReadOnlyList<Candidate> Candidates, IReadOnlyList<Arrival> Arrivals) Clear()
    {
        var all = (_candidates.ToArray(), _arrivals.ToArray());
        _candidates.Clear();
        _arrivals.Clear();
        return all;
    }

    /// <summary>What is to be done now, or null. To be asked again until it is null.</summary>
    public DeskStep? Next(TimeSpan now) => NextForOld() ?? NextForArrivals(now) ?? (Run is { } run ? NextForRun(run, now) : NextStart(now));

    /// <summary>When <see cref="Next"/> is to be asked again though nothing happens; null where never.</summary>
    public TimeSpan? Deadline(TimeSpan now)
    {
        TimeSpan? due = _arrivals.Exists(static arrival => arrival.State == ArrivalState.Ready) ? now + LookInterval : null;
        due = Run is not null && _candidates.Count > 0 ? now + LookInterval : due;
        return Run is { EndedSendingAt: { } ended, Bound: null } ? Earlier(due, ended + options.AnswerTime) : due;
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one < other ? one.Value : other;

    // What waits is in the order of its coming, so the first of two is the older one.
    private DeskStep? NextForOld()
    {
        if (Run is { IsStopped: false, Bound: { } bound } run && _arrivals.Exists(bound.IsReplacedBy))
        {
            return Stop(run, DeskStepKind.PeerBeganAnew);
        }

        for (var at = 0; at + 1 < _arrivals.Count; at++)
        {
            if (_arrivals.FindIndex(at + 1, _arrivals[at].IsReplacedBy) > at)
            {
                return Take(DeskStepKind.DropOld, _arrivals[at]);
            }
        }

        return null;
    }

    // The peer serves one connection after the other. So one of which nothing is known here, though a younger one is, has failed there.
    private DeskStep? NextForArrivals(TimeSpan now)
    {
        foreach (var arrival in _arrivals.Where(static arrival => arrival.State is not (ArrivalState.Greeting or ArrivalState.Silent)))
        {
            var isAnswer = arrival.Word?.Answers is not null;
            if ((isAnswer && arrival.Word!.Answers != Run?.Id) || (Run is null && arrival.State == ArrivalState.Empty))
            {
                return Take(DeskStepKind.RefuseStale, arrival);
            }

            if (arrival.Word is { IsGone: true })
            {
                return Take(DeskStepKind.GivenUp, arrival);
            }

            if (Run is { Bound: null } && (isAnswer || arrival.State != ArrivalState.Announced))
            {
                Run.Bound = arrival;
                return Take(DeskStepKind.Bind, arrival);
            }

            if (arrival.State == ArrivalState.Ready && (now - arrival.ReadyAt >= options.HoldTime || arrival.HeldBytes > options.HoldBytes))
            {
                return Take(DeskStepKind.RefuseHeld, arrival);
            }
        }

        return null;
    }

    private DeskStep? NextForRun(DeskRun run, TimeSpan now)
    {
        if (run.IsStopped)
        {
            return null;
        }

        if (run.Bound is { IsStalled: true } && _arrivals.Exists(static arrival => arrival.State == ArrivalState.Ready))
        {
            return Stop(run, DeskStepKind.TakeOver); // The peer has begun anew.
        }

        var isWanted = _candidates.Exists(candidate => IsServable(candidate, now));
        if (run.EndedSendingAt is not { } ended)
        {
            return run.IsReset && isWanted ? Stop(run, DeskStepKind.TakeOver) : null;
        }

        if (run.Bound is null && !run.IsPlain && now - ended >= options.AnswerTime)
        {
            return Stop(run, DeskStepKind.Unanswered);
        }

        var quietSince = run.LastActivity > ended ? run.LastActivity : ended;
        return isWanted && (run.IsPlain || run.IsReset || now - quietSince >= options.TakeOverTime)
            ? Stop(run, DeskStepKind.TakeOver)
            : null;
    }

    private DeskStep? NextStart(TimeSpan now)
    {
        var arrival = _arrivals.Find(static arrival => arrival.State == ArrivalState.Ready);
        var candidate = _candidates.Find(candidate => candidate.HasSpoken || (arrival is not null && IsServable(candidate, now)));
        if (candidate is null)
        {
            return null;
        }

        _candidates.Remove(candidate);
        return new(DeskStepKind.Start, candidate);
    }

    // Bytes are not committed to a connection that may be a probe about to leave.
    private bool IsServable(Candidate candidate, TimeSpan now) => candidate.HasSpoken || now - candidate.Since >= options.SettleTime;

    private static DeskStep Stop(DeskRun run, DeskStepKind kind)
    {
        run.IsStopped = true;
        return new(kind);
    }

    private DeskStep Take(DeskStepKind kind, Arrival arrival)
    {
        _arrivals.Remove(arrival);
        return new(kind, null, arrival);
    }
}
