using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Relay;

/// <content>Sessions that are lost, and peers that are gone.</content>
internal sealed partial class SessionCalls
{
    /// <summary>Asks after a session when a node was lost, and tells the peer where it is gone.</summary>
    public async ValueTask LookAfterAsync(Route route, string node)
    {
        switch (await AskAfterAsync(route, node))
        {
            case ReasonCode.UnknownSession:
                Lose(route);
                break;
            case ReasonCode.RelayNodeLost:
                await LoseAsync(route);
                break;
        }
    }

    /// <summary>Asks after a session when a node was lost, or may have been.</summary>
    /// <param name="route">The session.</param>
    /// <param name="node">The node; empty where no loss is known.</param>
    /// <returns>
    /// None where it is there; <see cref="ReasonCode.UnknownSession"/> where it is not; <see cref="ReasonCode.RelayNodeLost"/> where its grain can't
    /// be reached.
    /// </returns>
    public async ValueTask<ReasonCode> AskAfterAsync(Route route, string node)
    {
        try
        {
            return await services.Patience.CallAsync(
                route.Session, new LostNode(route.SessionId, node), static (grain, lost) => grain.NodeLostAsync(lost));
        }
        catch (Exception exception)
        {
            services.Log.HandlingFailed(identity.Peer.Connection, exception);
            return ReasonCode.RelayNodeLost;
        }
    }

    /// <summary>
    /// Tells a session's grain that the peer has no part in it any more. Tried again while a node is being lost: the others wait for the word, and
    /// the grain may be where no node was lost. Never throws: a session whose grain fails is over anyway.
    /// </summary>
    public async Task TellGoneAsync(Route route, ReasonCode reason)
    {
        try
        {
            var gone = new SessionPeer(route.SessionId, identity.Peer, reason);
            await services.Patience.CallAsync(route.Session, gone, static (grain, peer) => grain.PeerGoneAsync(peer));
        }
        catch (Exception exception)
        {
            services.Log.HandlingFailed(identity.Peer.Connection, exception);
        }
    }

    // The grain knows nothing of a session that this peer had a part in, and has told nobody of its end: it lost its memory with a node, of
    // which this node is yet to hear. A grain that does know of the session has a reason of its own to refuse.
    private async ValueTask<bool> IsLostAsync(Route route) =>
        route is { IsEstablished: true, IsOver: false } && await AskAfterAsync(route, "") != ReasonCode.None;

    private bool TellLost(Route route)
    {
        var isNews = routes.End(route);
        if (isNews)
        {
            outbound.Discard(route.SessionId, DeliveryResult.Gone); // Nothing of it is to come behind its end.
            outbound.Send(Refusals.Close(route.SessionId, ReasonCode.RelayNodeLost));
        }

        return isNews;
    }

    // The grain or its node failed: the session is gone, and the peer is told. A grain that is there after all hears of it, before the peer
    // can open the same id again.
    private async Task LoseAsync(Route route)
    {
        if (route.SessionId.Length > 0)
        {
            TellLost(route);
            await TellGoneAsync(route, ReasonCode.RelayNodeLost);
            routes.Forget(route);
        }
    }

    // Lets go of a session that was lost with its node, and tells the peer; once only, whoever finds it.
    private void Lose(Route route)
    {
        if (TellLost(route))
        {
            routes.Forget(route);
        }
    }
}
