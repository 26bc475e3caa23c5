using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Connections;

/// <summary>Makes a connection known to those who look for its user, and the other way round.</summary>
internal sealed class Attendance(IGrainDirectory grains, NodePatience patience)
{
    /// <summary>The user is there: opens that wait for the user are announced.</summary>
    public async ValueTask AttachAsync(ConnectionIdentity identity) =>
        await patience.CallAsync((Attendance: this, identity), static state => state.Attendance.AttachOnceAsync(state.identity));

    /// <summary>The connection is no more.</summary>
    public async ValueTask DetachAsync(ConnectionIdentity identity) =>
        await patience.CallAsync((Attendance: this, identity), static state => state.Attendance.DetachOnceAsync(state.identity));

    /// <summary>The socket is no more.</summary>
    public async ValueTask ForgetAsync(ConnectionIdentity identity) =>
        await patience.CallAsync(
            grains.GetGrain<IConnectionGrain>(identity.Key), static connection => connection.CallAsync(0, static (grain, _) => grain.DetachedAsync()));

    private async ValueTask<int> AttachOnceAsync(ConnectionIdentity identity)
    {
        var own = await Datasite(identity).CallAsync(identity.Peer.Connection, static (grain, connection) => grain.AttachAsync(connection));
        var all = await Presence(identity).CallAsync(identity.Peer, static (grain, peer) => grain.AttachAsync(peer));
        foreach (var open in own.Concat(all))
        {
            var session = grains.GetGrain<ISessionGrain>(open.SessionKey);
            await session.CallAsync(new SessionPeer(open.SessionId, identity.Peer), static (grain, reader) => grain.ReaderOnlineAsync(reader));
        }

        return own.Count + all.Count;
    }

    private async ValueTask<bool> DetachOnceAsync(ConnectionIdentity identity)
    {
        var wasThere = await Datasite(identity).CallAsync(identity.Peer.Connection, static (grain, connection) => grain.DetachAsync(connection));
        await Presence(identity).CallAsync(identity.Peer, static (grain, peer) => grain.DetachAsync(peer));
        return wasThere;
    }

    private GrainRef<IDatasiteGrain> Datasite(ConnectionIdentity identity) =>
        grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(identity.Tenant, identity.Peer.User));

    private GrainRef<IPresenceGrain> Presence(ConnectionIdentity identity) =>
        grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(identity.Tenant));
}
