using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Sessions;

/// <summary>Finds the readers of an open that are online, and leaves word where those who are not will come by.</summary>
internal sealed class WaitingPlaces(WaitingOpen open, string tenant, IGrainDirectory grains)
{
    private List<string>? _datasites;
    private bool _presence;

    /// <summary>The live connections of the users who may read; the open waits for the others.</summary>
    public async ValueTask<List<Peer>> FindAsync(OpenRights rights, string recipient, string sender, Func<string, ValueTask<bool>> mayRead)
    {
        var found = new List<Peer>();
        if (recipient.Length == 0 && rights.AnyReader)
        {
            _presence = true;
            await FindAmongAllAsync(sender, mayRead, found);
            return found;
        }

        IReadOnlyList<string> users = recipient.Length > 0 ? [recipient] : rights.Readers;
        foreach (var user in users.Where(user => user != sender))
        {
            var connections = await Datasite(user).CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(open, static (grain, wait) => grain.ConnectionsAsync(wait));
            if (connections.Count == 0)
            {
                (_datasites ??= []).Add(user);
            }

            found.AddRange(connections);
        }

        return found;
    }

    /// <summary>The open waits no longer.</summary>
    public async ValueTask LeaveAsync()
    {
        var datasites = Interlocked.Exchange(ref _datasites, null);
        if (_presence)
        {
            _presence = false;
            await grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(tenant)).CallAsync(open, static (grain, wait) => grain.StopWaitingAsync(wait));
        }

        foreach (var user in datasites ?? [])
        {
            await Datasite(user).CallAsync(open, static (grain, wait) => grain.StopWaitingAsync(wait));
        }
    }

    private async ValueTask FindAmongAllAsync(string sender, Func<string, ValueTask<bool>> mayRead, List<Peer> found)
    {
        var presence = grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(tenant));
        var online = await presence.CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(open, static (grain, wait) => grain.OnlineAsync(wait));
        foreach (var user in online.Where(peer => peer.User != sender).GroupBy(peer => peer.User))
        {
            if (await mayRead(user.Key))
            {
                found.AddRange(user);
            }
        }
    }

    private GrainRef<IDatasiteGrain> Datasite(string user) => grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(tenant, user));
}
