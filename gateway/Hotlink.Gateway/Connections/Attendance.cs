using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Connections;

/// <summary>Makes a connection known to those who look for its user, and the other way round.</summary>
internal sealed class Attendance(GatewayServices services)
{
    private static readonly ParallelOptions AFewAtOnce = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>The user is there: whoever looks for it finds this connection.</summary>
    /// <returns>The opens that wait for the user, and are to be announced.</returns>
    public async ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(ConnectionIdentity identity) =>
        await services.Patience.CallAsync((Attendance: this, identity), static state => state.Attendance.AttachOnceAsync(state.identity));

    /// <summary>
    /// Has opens announced that waited, for as long as the connection is there. Each by itself: the grain of one may be where a node is just being
    /// lost. Never throws.
    /// </summary>
    public Task AnnounceAsync(PeerConnection connection, IReadOnlyList<WaitingOpen> opens) => opens.Count == 0
        ? Task.CompletedTask
        : Parallel.ForEachAsync(opens, AFewAtOnce, async (open, _) => await AnnounceAsync(connection, open));

    /// <summary>The connection is no more.</summary>
    public async ValueTask DetachAsync(ConnectionIdentity identity) =>
        await services.Patience.CallAsync((Attendance: this, identity), static state => state.Attendance.DetachOnceAsync(state.identity));

    /// <summary>The socket is no more.</summary>
    public async ValueTask ForgetAsync(ConnectionIdentity identity) =>
        await services.Patience.CallAsync(
            services.Grains.GetGrain<IConnectionGrain>(identity.Key), 0, static (grain, _) => grain.DetachedAsync());

    private async ValueTask<IReadOnlyList<WaitingOpen>> AttachOnceAsync(ConnectionIdentity identity)
    {
        var own = await Datasite(identity).CallAsync(identity.Peer.Connection, static (grain, connection) => grain.AttachAsync(connection));
        var all = await Presence(identity).CallAsync(identity.Peer, static (grain, peer) => grain.AttachAsync(peer));
        return [.. own, .. all];
    }

    private async Task AnnounceAsync(PeerConnection connection, WaitingOpen open)
    {
        var reader = new SessionPeer(open.SessionId, connection.Identity.Peer);
        var session = services.Grains.GetGrain<ISessionGrain>(open.SessionKey);
        try
        {
            if (connection.IsOpen)
            {
                await services.Patience.CallAsync(session, reader, static (grain, peer) => grain.ReaderOnlineAsync(peer));
            }
        }
        catch (Exception exception)
        {
            services.Log.HandlingFailed(reader.Peer.Connection, exception);
        }
    }

    private async ValueTask<bool> DetachOnceAsync(ConnectionIdentity identity)
    {
        var wasThere = await Datasite(identity).CallAsync(identity.Peer.Connection, static (grain, connection) => grain.DetachAsync(connection));
        await Presence(identity).CallAsync(identity.Peer, static (grain, peer) => grain.DetachAsync(peer));
        return wasThere;
    }

    private GrainRef<IDatasiteGrain> Datasite(ConnectionIdentity identity) =>
        services.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(identity.Tenant, identity.Peer.User));

    private GrainRef<IPresenceGrain> Presence(ConnectionIdentity identity) =>
        services.Grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(identity.Tenant));
}
