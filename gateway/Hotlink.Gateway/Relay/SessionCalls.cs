using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>
/// Takes what waits in the inboxes of one connection to the grains, one awaited call at a time for each session, and answers the peer.
/// </summary>
internal sealed partial class SessionCalls(ConnectionIdentity identity, RouteTable routes, Outbound outbound, GeneralDesk general, GatewayServices services)
{
    private readonly RoomSignal _room = new();
    private volatile bool _isCut;
    private long _bytes;

    /// <summary>Where messages wait that belong to no session of this connection.</summary>
    public Route General { get; } = new("", null, isSender: false);

    /// <summary>Whether a session, and the connection as a whole, may take more.</summary>
    public bool HasRoom(Route route) => _isCut
        || route.Bytes <= services.Options.SessionInboxBytes && Interlocked.Read(ref _bytes) <= services.Options.ConnectionQueueBytes;

    /// <summary>The socket is cut: nobody waits for room any more, for nothing more comes than what was read already.</summary>
    public void Cut()
    {
        _isCut = true;
        Interlocked.MemoryBarrier();
        _room.Pulse();
    }

    /// <summary>Counts what was put into an inbox.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Starts to work on what waits, unless somebody is at it.</summary>
    public void Start(Route route)
    {
        if (route.TryBeginTaking())
        {
            route.Follow(RunAsync(route));
        }
    }

    /// <summary>Completes when there is room. Only the connection's reader waits.</summary>
    public async ValueTask WaitForRoomAsync(Route route)
    {
        while (!HasRoom(route))
        {
            var changed = _room.NextAsync();
            if (!HasRoom(route))
            {
                await changed;
            }
        }
    }

    // Never throws: what fails is answered.
    private async Task RunAsync(Route route)
    {
        while (route.TryTake(out var item))
        {
            try
            {
                await HandleAsync(route, item);
            }
            catch (Exception exception)
            {
                services.Log.HandlingFailed(identity.Peer.Connection, exception);
                await LoseAsync(route);
            }

            route.Done(item);
            Interlocked.Add(ref _bytes, -item.Bytes);
            _room.Pulse();
        }
    }

    private ValueTask HandleAsync(Route route, in InboxItem item)
    {
        if (item.Kind == InboxItemKind.Message)
        {
            return general.HandleAsync(item.Message);
        }

        if (item.Batch is null)
        {
            return HandleWordAsync(route, item);
        }

        if (route.IsOver)
        {
            item.Batch.Dispose();
            return ValueTask.CompletedTask;
        }

        var frames = new SessionFrames(route.SessionId, identity.Peer, item.Batch, item.Kind == InboxItemKind.Signals);
        var lease = item.Batch.Lease;
        var call = route.Session.CallAsync(frames, static (grain, sent) => grain.RelayAsync(sent));
        if (call.IsCompletedSuccessfully)
        {
            call = new(call.Result); // The answer of a call is there to be taken once.
        }

        return call is { IsCompletedSuccessfully: true, Result: ReasonCode.None }
            ? ValueTask.CompletedTask
            : AwaitRelayAsync(route, item.Kind, call, item.Batch, lease);
    }

    private async ValueTask AwaitRelayAsync(Route route, InboxItemKind kind, ValueTask<ReasonCode> call, FrameBatch batch, long lease)
    {
        ReasonCode refusal;
        try
        {
            refusal = await call;
        }
        catch (Exception exception) when (exception is not TimeoutException) // After one, somebody may still work on it.
        {
            batch.Abandon(lease);
            throw;
        }

        if (refusal == ReasonCode.UnknownSession && await IsLostAsync(route))
        {
            Lose(route);
        }

        if (refusal == ReasonCode.None || route.IsOver) // Else the peer is being told why.
        {
            return;
        }

        if (kind == InboxItemKind.Signals)
        {
            outbound.Refuse(route.SessionId, Refusals.SignalError(route.SessionId, refusal));
        }

        Refuse(route, refusal);
    }

    private async ValueTask HandleWordAsync(Route route, InboxItem item)
    {
        switch (item.Message.Body)
        {
            case HotlinkOpen open:
                try
                {
                    await OpenAsync(route, open, item.Message.Id);
                }
                finally
                {
                    EndOpen(route);
                }

                break;
            case HotlinkAccept when !route.IsSender:
                await AcceptAsync(route, new(route.SessionId, identity.Peer, item.Message.Id));
                break;
            case HotlinkAccept:
                outbound.Refuse(route.SessionId, Refusals.Reject(route.SessionId, ReasonCode.PermissionDenied));
                break;
            case HotlinkReject reject:
                await SayAsync(route, new(route.SessionId, identity.Peer, item.Message.Id, reject.Reason), static (grain, said) => grain.RejectAsync(said));
                Leave(route, !route.IsSender);
                break;
            case HotlinkClose close:
                await SayAsync(route, new(route.SessionId, identity.Peer, item.Message.Id, close.Reason), static (grain, said) => grain.CloseAsync(said));
                Leave(route, true);
                break;
        }
    }

    // A word that is said twice ends, or begins, nothing twice.
    private ValueTask<(ReasonCode Refusal, bool WasLost)> SayAsync(
        Route route, SessionMessage word, Func<ISessionGrain, SessionMessage, ValueTask<ReasonCode>> method) =>
        services.Patience.CallNotingLossAsync((route.Session, word, method), static state => state.Session.CallAsync(state.word, state.method));

    private async ValueTask AcceptAsync(Route route, SessionMessage accept)
    {
        var (refusal, wasLost) = await SayAsync(route, accept, static (grain, word) => grain.AcceptAsync(word));
        if (refusal == ReasonCode.UnknownSession && (wasLost || await IsLostAsync(route)))
        {
            Lose(route);
        }
        else if (!route.IsOver) // Else the peer is being told why.
        {
            Refuse(route, refusal);
        }
    }

    private async ValueTask OpenAsync(Route route, HotlinkOpen open, string messageId)
    {
        // Behind the close of the same id it begins anew.
        if (route.IsOver && !routes.TryRenew(route))
        {
            Refuse(route, ReasonCode.SessionExists);
            return;
        }

        await General.Work; // A file that the peer wrote before may be the rules that let it open.
        var recipient = open.To.Trim();
        var request = new OpenRequest(
            route.SessionId, identity.Peer, open.Path, recipient.Length == 0 ? "" : Domain.Identity.EmailAddress.Normalize(recipient), messageId);
        var answer = await services.Patience.CallAsync((route, request), static state => AskAsync(state.route, state.request));
        if (answer.Supersedes.Length > 0)
        {
            var older = services.Grains.GetGrain<ISessionGrain>(answer.Supersedes);
            await older.CallAsync(route.SessionId, static (grain, id) => grain.SupersedeAsync(id));
            answer = await services.Patience.CallAsync((route, request), static state => AskAsync(state.route, state.request));
        }

        var refusal = answer.Supersedes.Length > 0 ? ReasonCode.SessionExists : answer.Refusal;
        if (refusal == ReasonCode.None)
        {
            route.IsEstablished = true;
            return;
        }

        // What is refused of a session that goes on is only its being opened again.
        Leave(route, !route.IsEstablished);
        Refuse(route, refusal);
    }

    // An end that came while the open waited took the route off the lists only in part.
    private void EndOpen(Route route)
    {
        if (Interlocked.Decrement(ref route.PendingOpens) == 0 && route.IsOver)
        {
            routes.Remove(route);
        }
    }

    private static async ValueTask<OpenAnswer> AskAsync(Route route, OpenRequest request)
    {
        var answer = await route.Session.CallAsync(request, static (grain, asked) => grain.OpenAsync(asked));
        return answer.Moves
            ? await route.Session.CallAsync(request with { MayMove = false }, static (grain, asked) => grain.OpenAsync(asked))
            : answer;
    }

    private void Leave(Route route, bool leave)
    {
        if (leave)
        {
            routes.Remove(route);
        }
    }

    private void Refuse(Route route, ReasonCode refusal)
    {
        if (refusal == ReasonCode.None)
        {
            return;
        }

        if (refusal == ReasonCode.UnknownSession)
        {
            routes.Remove(route);
        }

        services.Instruments.Refused(ReasonText.Of(refusal));
        outbound.Refuse(route.SessionId, Refusals.Reject(route.SessionId, refusal));
    }
}
