namespace Hotlink.Domain.Sessions;

/// <summary>
/// The rules of one session, from its open to its end (design, section 4). Steps change the state and append effects;
/// they never wait and never read a clock. Not thread-safe: its owner takes one step at a time.
/// </summary>
public sealed partial class SessionMachine
{
    private readonly SessionLimits _limits;
    private Peer[] _accepted = [];
    private SessionPending? _pending;

    /// <summary>Starts a session that has been found to be allowed.</summary>
    /// <param name="id">The session's id.</param>
    /// <param name="path">The path it was opened on, canonical.</param>
    /// <param name="sender">Its one sender.</param>
    /// <param name="recipient">The user it is meant for; empty for everybody who may read the path.</param>
    /// <param name="limits">How long and how much it may wait.</param>
    public SessionMachine(string id, string path, Peer sender, string recipient, SessionLimits limits)
    {
        Id = id;
        Sender = sender;
        Recipient = recipient;
        IsSingleReader = SessionPaths.IsTcpStream(path);
        _limits = limits;
    }

    /// <summary>The session's id.</summary>
    public string Id { get; }

    /// <summary>Its one sender, from open to close.</summary>
    public Peer Sender { get; }

    /// <summary>The user it is meant for; empty for everybody who may read the path.</summary>
    public string Recipient { get; private set; }

    /// <summary>Whether only one reader may accept: the path's last segment is <c>stream.tcp.request</c>.</summary>
    public bool IsSingleReader { get; }

    /// <summary>Where the session stands.</summary>
    public SessionPhase Phase { get; private set; } = SessionPhase.Waiting;

    /// <summary>Bytes held until somebody accepts.</summary>
    public long HeldBytes => _pending?.HeldBytes ?? 0;

    /// <summary>Who accepted, in order.</summary>
    public IReadOnlyList<Peer> Accepted => _accepted;

    /// <summary>Who accepted, where that is one peer.</summary>
    public Peer? OnlyReceiver => _accepted.Length == 1 ? _accepted[0] : null;

    /// <summary>Who was told of the open and has not answered.</summary>
    public IReadOnlyList<Peer> Announced => _pending?.Announced ?? [];

    /// <summary>When <see cref="Expire"/> is due next; nothing is due where it is unset.</summary>
    public TimeSpan? Deadline => (_pending?.OpenDeadline, _pending?.HoldDeadline) switch
    {
        ({ } open, { } hold) => open < hold ? open : hold,
        var (open, hold) => open ?? hold,
    };

    /// <summary>
    /// Announces the session to the readers that are online, or waits for one. Does nothing where the session has ended while they were
    /// looked for.
    /// </summary>
    public void Open(IReadOnlyList<Peer> readers, TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed)
        {
            return;
        }

        foreach (var reader in readers)
        {
            AnnounceTo(reader, effects);
        }

        WaitIfAlone(now, effects);
    }

    /// <summary>A reader has come online while the session waits.</summary>
    public void ReaderOnline(Peer reader, ICollection<SessionEffect> effects)
    {
        if (Phase is SessionPhase.Waiting or SessionPhase.Announced && IsCandidate(reader.User))
        {
            AnnounceTo(reader, effects);
        }
    }

    /// <summary>A peer accepts. The answer is for that peer: a reason where it was refused.</summary>
    /// <param name="peer">Who accepts.</param>
    /// <param name="mayRead">Whether the access rules let it read the session's path.</param>
    /// <param name="effects">Where effects go.</param>
    public ReasonCode Accept(Peer peer, bool mayRead, ICollection<SessionEffect> effects)
    {
        if (RefusalOfAccept(peer, mayRead) is var refusal and not ReasonCode.None)
        {
            return refusal;
        }

        effects.Add(new(SessionEffectKind.ForwardAccept, Sender, About: peer));
        if (_accepted.Contains(peer))
        {
            return ReasonCode.None;
        }

        if (_accepted.Length == 0 && HeldBytes > 0)
        {
            effects.Add(new(SessionEffectKind.DeliverHeld, peer));
        }

        Phase = SessionPhase.Live;
        _accepted = [.. _accepted, peer];
        if (_pending is { } pending)
        {
            (pending.OpenDeadline, pending.HoldDeadline, pending.HeldBytes) = (null, null, 0);
            RemoveAnnounced(peer);
        }

        return ReasonCode.None;
    }

    /// <summary>Data from a peer: only the sender's goes anywhere.</summary>
    public RelayVerdict Relay(Peer from, long bytes, TimeSpan now, ICollection<SessionEffect> effects) =>
        Phase == SessionPhase.Closed ? RelayVerdict.Closed
        : from != Sender ? RelayVerdict.NotSender
        : Forward(bytes, now, effects);

    /// <summary>A signal from a peer: the sender's goes to all who accepted, theirs to the sender.</summary>
    public RelayVerdict Signal(Peer from, long bytes, TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed)
        {
            return RelayVerdict.Closed;
        }

        if (from == Sender)
        {
            return Forward(bytes, now, effects);
        }

        return _accepted.Contains(from) ? RelayVerdict.DeliverToSender : RelayVerdict.Stranger;
    }

    private RelayVerdict Forward(long bytes, TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (_accepted.Length > 0)
        {
            return RelayVerdict.Deliver;
        }

        if (HeldBytes + bytes > _limits.HoldBytes)
        {
            FailUnaccepted(effects);
            return RelayVerdict.Overflow;
        }

        _pending ??= new();
        _pending.HeldBytes += bytes;
        _pending.HoldDeadline ??= now + _limits.HoldTime;
        return RelayVerdict.Hold;
    }

    private ReasonCode RefusalOfAccept(Peer peer, bool mayRead)
    {
        if (Phase == SessionPhase.Closed)
        {
            return ReasonCode.UnknownSession;
        }

        if (!IsCandidate(peer.User))
        {
            return ReasonCode.PermissionDenied;
        }

        var isNew = !_accepted.Contains(peer);
        if (IsSingleReader && _accepted.Length > 0 && isNew)
        {
            return ReasonCode.AlreadyAccepted;
        }

        return mayRead && !(isNew && _accepted.Length >= _limits.ReceiverCount) ? ReasonCode.None : ReasonCode.PermissionDenied;
    }

    // Self-exclusion is by identity: a user's other connections never take part in the user's own session.
    private bool IsCandidate(string user) =>
        user != Sender.User && (Recipient.Length == 0 || Recipient == user);

    private void AnnounceTo(Peer reader, ICollection<SessionEffect> effects)
    {
        if (!IsCandidate(reader.User) || _pending?.Announced.Contains(reader) == true || _accepted.Contains(reader))
        {
            return;
        }

        _pending ??= new();
        _pending.Announced.Add(reader);
        _pending.OpenDeadline = null;
        Recipient = Recipient.Length == 0 ? "" : reader.User; // The same text, and that of all the reader's sessions.
        Phase = Phase == SessionPhase.Live ? SessionPhase.Live : SessionPhase.Announced;
        effects.Add(new(SessionEffectKind.Announce, reader));
    }

    private bool RemoveAnnounced(Peer peer)
    {
        var removed = _pending?.Announced.Remove(peer) == true;
        if (Phase == SessionPhase.Live && _pending?.Announced.Count == 0)
        {
            _pending = null;
        }

        return removed;
    }
}
