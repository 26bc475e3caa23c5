using Hotlink.Domain.Access;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Collections;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Sessions;

/// <inheritdoc cref="ISessionGrain"/>
[Reentrant]
#if ORLEANS
[SenderPlacement]
#endif
internal sealed partial class SessionGrain(SessionServices services) : HotlinkGrain, ISessionGrain
{
    private Farewells _farewells;
    private SmallMap<string, ActiveSession> _sessions;
    private GrainRef<IDatasiteGrain>? _datasite;
    private Task? _watch;
    private int _accessChanges;
    private List<string>? _opening;
    private int _carryingOut;
    private bool _moves;

    public override bool IsIdle => _sessions.Count == 0 && _opening is null;

    /// <summary>What it shares with the others.</summary>
    public SessionServices Services => services;

    /// <summary>The path of its sessions.</summary>
    public string Path => GrainKeys.PathOf(Key).ToString();

    private TimeSpan Now => services.Time.GetElapsedTime(0);

    public override async ValueTask OnDeactivateAsync()
    {
        services.Counters.SessionsEnded(_sessions.Count);
        if (_watch is not null)
        {
            await _datasite!.CallAsync(Key, static (grain, key) => grain.UnwatchAsync(key));
        }
    }

    public async ValueTask<OpenAnswer> OpenAsync(OpenRequest request)
    {
        if (MovesTo(request))
        {
            return new(ReasonCode.None, Moves: true);
        }

        (_opening ??= []).Add(request.SessionId);
        try
        {
            return await OpenHereAsync(request);
        }
        finally
        {
            _opening.Remove(request.SessionId);
            _opening = _opening.Count == 0 ? null : _opening;
        }
    }

    // A frame is to cross between nodes once at most: the session belongs where its sender is connected. Not while an older one's end is on its way
    // to a peer that reads slowly: a grain that moves takes no call before all that run are through, and those may wait for one.
    private bool MovesTo(OpenRequest request)
    {
        var home = ConnectionIds.NodeOf(request.Sender.Connection);
        if (request.MayMove && !_moves && IsIdle && _carryingOut == 0 && home.Length > 0 && home != services.Node.Name && services.Nodes.HoldsSessions(home))
        {
            _moves = true;
            MoveTo(home);
        }

        return _moves && request.MayMove;
    }

    private async ValueTask<OpenAnswer> OpenHereAsync(OpenRequest request)
    {
        // Watched before it is asked: a change of the rules after the answer is heard of.
        _datasite ??= Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(Tenant, SessionPaths.DatasiteOf(request.Path)));
        await WatchAsync();
        var accessChanges = _accessChanges;
        var rights = await MayOpenAsync(new(request.Sender.User, request.Path, request.Recipient));
        if (rights.Refusal != ReasonCode.None)
        {
            return new(rights.Refusal);
        }

        var claim = new SessionClaim(request.SessionId, Key, request.Sender, Random.Shared.NextInt64());
        var holder = await ClaimAsync(claim);
        if (holder != claim && holder.SessionKey == Key && _sessions.Find(request.SessionId) is null && CountOpens(request.SessionId) == 1)
        {
            // Of a session that was lost with this grain's former life, or of an open that failed half way.
            await ReleaseAsync(holder);
            holder = await ClaimAsync(claim);
        }

        if (holder == claim)
        {
            return await StartAsync(request, claim, rights, accessChanges);
        }

        if (_sessions.Find(request.SessionId) is { } known && known.Machine.Sender == request.Sender)
        {
            return await RepeatAsync(known, request);
        }

        return holder.Sender.User == request.Sender.User && holder.Sender.Connection != request.Sender.Connection
            ? new(ReasonCode.None, holder.SessionKey)
            : new(ReasonCode.SessionExists);
    }

    private int CountOpens(string sessionId) => _opening?.Count(id => id == sessionId) ?? 0;

    public async ValueTask<ReasonCode> AcceptAsync(SessionMessage message)
    {
        if (_sessions.Find(message.SessionId) is not { } session)
        {
            return _farewells.AnswerTo(message.SessionId, message.From);
        }

        var mayRead = await MayReadAsync(message.From.User, Path);
        var effects = new List<SessionEffect>();
        var refusal = session.Machine.Accept(message.From, mayRead, effects);
        await CarryOutAsync(session, effects, message.MessageId);
        return refusal == ReasonCode.UnknownSession ? _farewells.AnswerTo(message.SessionId, message.From) : refusal;
    }

    public ValueTask<ReasonCode> RejectAsync(SessionMessage message) =>
        EndPartAsync(message, static (machine, word, effects) => machine.Reject(word.From, SessionReason.FromPeer(word.Reason), effects));

    public ValueTask<ReasonCode> CloseAsync(SessionMessage message) =>
        EndPartAsync(message, static (machine, word, effects) => machine.Close(word.From, SessionReason.FromPeer(word.Reason), effects));

    public async ValueTask<ReasonCode> PeerGoneAsync(SessionPeer peer)
    {
        var answer = await StepAsync(peer.SessionId, (machine, effects) => machine.PeerGone(peer.Peer, peer.Reason, Now, effects));
        _sessions.Find(peer.SessionId)?.Forget(peer.Peer);

        return answer;
    }

    public async ValueTask<ReasonCode> SupersedeAsync(string sessionId)
    {
        if (_sessions.Find(sessionId) is null)
        {
            await ReleaseLostAsync(sessionId);
        }

        return await StepAsync(sessionId, static (machine, effects) => machine.Supersede(effects));
    }

    public async ValueTask<ReasonCode> ReaderOnlineAsync(SessionPeer reader)
    {
        if (_sessions.Find(reader.SessionId) is not { } session || !await MayReadAsync(reader.Peer.User, Path))
        {
            return ReasonCode.UnknownSession;
        }

        return await StepAsync(reader.SessionId, (machine, effects) => machine.ReaderOnline(reader.Peer, effects));
    }

    public async ValueTask<ReasonCode> AccessChangedAsync()
    {
        _accessChanges++;
        await Task.WhenAll(_sessions.Values.Select(CheckAccessAsync));
        return ReasonCode.None;
    }

    private async Task CheckAccessAsync(ActiveSession session)
    {
        var (machine, path) = (session.Machine, Path);
        var mayWrite = await MayAsync(machine.Sender.User, AccessLevel.Write, path);
        var barred = new HashSet<string>();
        foreach (var user in machine.Accepted.Concat(machine.Announced).Select(peer => peer.User).Append(machine.Recipient).Distinct().ToArray())
        {
            if (user.Length > 0 && !await MayReadAsync(user, path))
            {
                barred.Add(user);
            }
        }

        await StepAsync(session, (step, effects) => step.AccessChanged(mayWrite, user => !barred.Contains(user), Now, effects));
    }

    private async ValueTask<OpenAnswer> StartAsync(OpenRequest request, SessionClaim claim, OpenRights rights, int accessChanges)
    {
        var machine = new SessionMachine(request.SessionId, request.Path, request.Sender, request.Recipient, services.Limits);
        var session = new ActiveSession(machine, this, claim.Nonce);
        _sessions.Add(request.SessionId, session);
        services.Counters.SessionBegan();
        try
        {
            await CheckSenderAsync(session);
            await AnnounceAsync(session, rights, request.MessageId);
            if (accessChanges != _accessChanges)
            {
                await CheckAccessAsync(session); // The change may have come before the session was there to be looked at.
            }
        }
        catch
        {
            await StepAsync(session, (step, effects) => step.PeerGone(request.Sender, ReasonCode.None, Now, effects));
            throw;
        }

        return new(ReasonCode.None);
    }

    // Where nodes are lost, a call can be carried out after it has failed for its caller: nobody would ever end what it begins.
    private async ValueTask CheckSenderAsync(ActiveSession session)
    {
        if (services.Nodes.NoticeTime > TimeSpan.Zero && !session.IsAwaitedHere(services.Node.Name) && session.AskSender() is { IsTaken: false } call)
        {
            await SettleAsync(session, call);
        }
    }

    private async ValueTask AnnounceAsync(ActiveSession session, OpenRights rights, string messageId)
    {
        var machine = session.Machine;
        if (machine.Phase == SessionPhase.Closed)
        {
            return;
        }

        var readers = await session.BeginWait().Places.FindAsync(
            rights, machine.Recipient, machine.Sender.User, user => MayReadAsync(user, Path));
        var effects = new List<SessionEffect>();
        machine.Open(readers, Now, effects);
        await CarryOutAsync(session, effects, messageId);
    }

    // The same peer opens the same session once more: it may have missed the answer, so it gets the answer again.
    private static async ValueTask<OpenAnswer> RepeatAsync(ActiveSession session, OpenRequest request)
    {
        foreach (var reader in session.Machine.Accepted.ToArray())
        {
            var effect = new SessionEffect(SessionEffectKind.ForwardAccept, request.Sender, About: reader);
            var call = session.Notify(NoticeKind.Accept, effect, request.MessageId);
            await call.Answer;
            session.Settle(call);
        }

        return new(ReasonCode.None);
    }

    private ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) =>
        IdGrain(claim.SessionId).CallAsync(claim, static (grain, wanted) => grain.ClaimAsync(wanted));

    private Task<bool> ReleaseAsync(SessionClaim claim) =>
        services.Patience.CallAsync(IdGrain(claim.SessionId), claim, static (grain, held) => grain.ReleaseAsync(held)).AsTask();

    private GrainRef<ISessionIdGrain> IdGrain(string sessionId) =>
        Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(Tenant, sessionId));

    // Asked again where the rules changed meanwhile: an old answer must not outlive the change.
    private async ValueTask<bool> MayReadAsync(string user, string path)
    {
        while (true)
        {
            var accessChanges = _accessChanges;
            var may = await MayAsync(user, AccessLevel.Read, path);
            if (accessChanges == _accessChanges)
            {
                return may;
            }
        }
    }

    private ValueTask<bool> MayAsync(string user, AccessLevel level, string path) =>
        _datasite!.CallAsync(new AccessQuestion(user, level, path), static (grain, asked) => grain.AuthorizeAsync(asked));

    private ValueTask<OpenRights> MayOpenAsync(OpenQuestion question) =>
        _datasite!.CallAsync(question, static (grain, asked) => grain.AuthorizeOpenAsync(asked));

    // Once for all sessions; after a failure the next one asks anew. Whoever asks for more than this is tried again as a whole, by its caller.
    private async ValueTask WatchAsync()
    {
        if (_watch is { IsFaulted: true })
        {
            _watch = null;
        }

        await (_watch ??= services.Patience.CallAsync(_datasite!, Key, static (grain, key) => grain.WatchAsync(key)).AsTask());
    }
}
