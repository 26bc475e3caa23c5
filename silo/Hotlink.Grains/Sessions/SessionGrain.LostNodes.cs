using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <content>What becomes of sessions when a node of the cluster is gone.</content>
internal sealed partial class SessionGrain
{
    /// <inheritdoc/>
    public override async ValueTask OnNodeLostAsync(string node) =>
        await Task.WhenAll(_sessions.Values.Select(session => NodeLostAsync(new(session.Machine.Id, node)).AsTask()));

    public async ValueTask<ReasonCode> NodeLostAsync(LostNode lost)
    {
        if (_sessions.Find(lost.SessionId) is not { } session)
        {
            await ReleaseLostAsync(lost.SessionId);
            return ReasonCode.UnknownSession;
        }

        // Each of its peers asks, and the grain hears of it by itself: once is enough. A peer may ask before anybody knows of a loss.
        if (lost.Node.Length == 0 || session.LostNode == lost.Node)
        {
            return ReasonCode.None;
        }

        session.LostNode = lost.Node;
        var machine = session.Machine;
        foreach (var peer in machine.Accepted.Concat(machine.Announced).Append(machine.Sender).Where(peer => ConnectionIds.NodeOf(peer.Connection) == lost.Node).ToArray())
        {
            await PeerGoneAsync(new(lost.SessionId, peer, ReasonCode.RelayNodeLost));
        }

        if (machine.Phase != SessionPhase.Closed)
        {
            await services.Patience.CallAsync((Grain: this, session), static state => state.Grain.MakeKnownAsync(state.session));
        }

        return ReasonCode.None;
    }

    // What other grains knew of the session may have been lost as well: the claim to its id, who hears of changed rules, where it waits.
    private async ValueTask<ReasonCode> MakeKnownAsync(ActiveSession session)
    {
        var machine = session.Machine;
        var holder = await ClaimAsync(session.Claim);
        if (holder != session.Claim)
        {
            return await SupersedeAsync(machine.Id);
        }

        _watch = null;
        await WatchAsync();
        await CheckAccessAsync(session);
        if (machine.Phase is SessionPhase.Waiting or SessionPhase.Announced)
        {
            var rights = await MayOpenAsync(new(machine.Sender.User, Path, machine.Recipient));
            if (rights.Refusal == ReasonCode.None)
            {
                await AnnounceAsync(session, rights, "");
            }
        }

        return ReasonCode.None;
    }

    // The claim of a session that was lost with this grain's former life.
    private async ValueTask ReleaseLostAsync(string sessionId)
    {
        var holder = await IdGrain(sessionId).CallAsync(sessionId, static (grain, id) => grain.FindAsync(id));
        if (holder is { } claim && claim.SessionKey == Key && _sessions.Find(sessionId) is null && CountOpens(sessionId) == 0)
        {
            await ReleaseAsync(claim);
        }
    }
}
