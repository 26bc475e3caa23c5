using System.Text;
using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>Checks what can be checked of an open before any grain hears of it. Used by the connection's reader alone.</summary>
internal sealed class OpenDesk(ConnectionIdentity identity, RouteTable routes, Outbound outbound, GatewayServices services)
{
    private readonly OpenBudget _budget = new(services.Options.OpensPerSecond, services.Time);

    /// <summary>Makes a route for the session; <see langword="null"/> where the open was refused, and answered.</summary>
    public Route? Admit(HotlinkOpen open)
    {
        if (RefusalOf(open) is var refusal and not ReasonCode.None)
        {
            return Refuse(open, refusal);
        }

        if (routes.Find(Encoding.ASCII.GetBytes(open.SessionId)) is { } known)
        {
            // Its own open once more: the session's grain knows what to say.
            if (known.IsSender && known.Path.SequenceEqual(open.Path))
            {
                Interlocked.Increment(ref known.PendingOpens);
                return known;
            }

            routes.Forget(known); // Where it is over, the peer has been told.
        }

        var session = services.Grains.GetGrain<ISessionGrain>(GrainKeys.Session(identity.Tenant, identity.Peer.User, open.Path));
        var route = new Route(open.SessionId, session, isSender: true);
        route.PendingOpens = 1;
        return routes.TryAdd(route) ? route : Refuse(open, ReasonCode.SessionExists);
    }

    private ReasonCode RefusalOf(HotlinkOpen open)
    {
        if (!SessionId.IsValid(open.SessionId))
        {
            return ReasonCode.InvalidSessionId;
        }

        if (!CanonicalPath.IsCanonical(open.Path))
        {
            return ReasonCode.InvalidPath;
        }

        var recipient = open.To.Trim();
        if (recipient.Length > 0 && EmailAddress.Normalize(recipient) == identity.Peer.User)
        {
            return ReasonCode.RecipientIsSender;
        }

        if (routes.SenderCount >= services.Options.SessionCount)
        {
            return ReasonCode.TooManySessions;
        }

        if (services.IsOverloaded)
        {
            return ReasonCode.RelayOverloaded;
        }

        return _budget.TryTake() ? ReasonCode.None : ReasonCode.TooManyOpens;
    }

    private Route? Refuse(HotlinkOpen open, ReasonCode reason)
    {
        services.Instruments.Refused(ReasonText.Of(reason));
        outbound.Refuse(open.SessionId, Refusals.Reject(open.SessionId, reason));
        return null;
    }
}
