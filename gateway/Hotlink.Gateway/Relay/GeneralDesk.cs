using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>Handles what belongs to no session of a connection: files, manifests, and words about sessions it has no part in.</summary>
internal sealed class GeneralDesk(ConnectionIdentity identity, RouteTable routes, Outbound outbound, FileRelay files, GatewayServices services)
{
    private readonly StrayMemory _strays = new(services.Time);

    /// <summary>Handles one message.</summary>
    public ValueTask HandleAsync(in WireMessage message) => message.Body switch
    {
        FileWrite write => files.WriteAsync(identity, message.Id, write, outbound),
        AclManifest manifest => files.PublishAsync(identity, message.Id, manifest, outbound),
        HotlinkAccept accept => AcceptAsync(accept.SessionId, message.Id),
        HotlinkData data => _strays.IsDue(data.SessionId) ? RefuseDataAsync(data.SessionId) : ValueTask.CompletedTask,
        HotlinkSignal signal => RefuseSignal(signal.SessionId),
        HotlinkReject or HotlinkClose => ValueTask.CompletedTask, // About a session that is over already: nothing is left to end.
        var body => Unexpected(body),
    };

    // A reader may accept what it was not told of on this connection: it knows the id from another one of its own.
    private async ValueTask AcceptAsync(string sessionId, string messageId)
    {
        if (await FindAsync(sessionId) is not { } claim)
        {
            Reject(sessionId, ReasonCode.UnknownSession);
            return;
        }

        var session = services.Grains.GetGrain<ISessionGrain>(claim.SessionKey);
        var route = new Route(sessionId, session, isSender: false);
        routes.TryAdd(route);
        var word = new SessionMessage(sessionId, identity.Peer, messageId);
        var refusal = await session.CallAsync(word, static (grain, said) => grain.AcceptAsync(said));
        if (refusal != ReasonCode.None)
        {
            routes.Remove(route);
            Reject(sessionId, refusal);
        }
    }

    // An id that is still claimed by this very connection belongs to a session that is just ending.
    private async ValueTask RefuseDataAsync(string sessionId)
    {
        var claim = await FindAsync(sessionId);
        Reject(sessionId, claim is null || claim.Value.Sender == identity.Peer ? ReasonCode.UnknownSession : ReasonCode.NotSender);
    }

    private ValueTask RefuseSignal(string sessionId)
    {
        outbound.Refuse(sessionId, Refusals.SignalError(sessionId, ReasonCode.UnknownSession));
        Reject(sessionId, ReasonCode.UnknownSession);
        return ValueTask.CompletedTask;
    }

    private ValueTask Unexpected(Message body)
    {
        outbound.Send(Refusals.Error(400, "", $"unexpected message type {(int)body.Type}"));
        return ValueTask.CompletedTask;
    }

    private ValueTask<SessionClaim?> FindAsync(string sessionId) =>
        SessionId.IsValid(sessionId)
            ? services.Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(identity.Tenant, sessionId))
                .CallAsync(sessionId, static (grain, id) => grain.FindAsync(id))
            : default;

    private void Reject(string sessionId, ReasonCode reason)
    {
        services.Instruments.Refused(ReasonText.Of(reason));
        outbound.Refuse(sessionId, Refusals.Reject(sessionId, reason));
    }
}
