using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Sessions;

/// <summary>
/// Finds the readers of an open that are online, and leaves word where others will come by: also the next connections of those who are
/// online, for a connection that is listed may be about to go.
/// </summary>
internal sealed class WaitingPlaces(WaitingOpen open, string tenant, IGrainDirectory grains, NodePatience patience)
{
    private HashSet<string>? _datasites;
    private bool _presence;
    private int _searches;

    /// <summary>Whether the open waits nowhere, and isn't about to.</summary>
    public bool IsEmpty => _datasites is null && !_presence && _searches == 0;

    /// <summary>The live connections of the users who may read; the open waits for more.</summary>
    public async ValueTask<List<Peer>> FindAsync(OpenRights rights, string recipient, string sender, Func<string, ValueTask<bool>> mayRead)
    {
        var found = new List<Peer>();
        _searches++;
        try
        {
            await (recipient.Length == 0 && rights.AnyReader
                ? FindAmongAllAsync(sender, mayRead, found)
                : FindAmongAsync(recipient.Length > 0 ? [recipient] : rights.Readers, sender, found));
            return found;
        }
        finally
        {
            _searches--;
        }
    }

    /// <summary>The open waits no longer. What is being looked for meanwhile has to be left once more afterwards.</summary>
    public Task LeaveAsync()
    {
        var datasites = Interlocked.Exchange(ref _datasites, null);
        if (datasites is null && !_presence)
        {
            return Task.CompletedTask;
        }

        List<Task> calls = [.. (datasites ?? []).Select(user => LeaveAsync(Datasite(user)))];
        if (_presence)
        {
            _presence = false;
            calls.Add(patience.CallAsync(Presence, open, static (grain, wait) => grain.StopWaitingAsync(wait)).AsTask());
        }

        return Task.WhenAll(calls);
    }

    private Task<bool> LeaveAsync(GrainRef<IDatasiteGrain> datasite) =>
        patience.CallAsync(datasite, open, static (grain, wait) => grain.StopWaitingAsync(wait)).AsTask();

    private async ValueTask FindAmongAsync(IReadOnlyList<string> users, string sender, List<Peer> found)
    {
        foreach (var user in users.Where(user => user != sender))
        {
            (_datasites ??= []).Add(user);
            found.AddRange(await Datasite(user)
                .CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(open, static (grain, wait) => grain.ConnectionsAsync(wait)));
            (_datasites ??= []).Add(user); // It may have been left while the answer was on its way.
        }
    }

    private async ValueTask FindAmongAllAsync(string sender, Func<string, ValueTask<bool>> mayRead, List<Peer> found)
    {
        _presence = true;
        var online = await Presence.CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(open, static (grain, wait) => grain.OnlineAsync(wait));
        _presence = true; // It may have been left while the answer was on its way.
        foreach (var user in online.Where(peer => peer.User != sender).GroupBy(peer => peer.User))
        {
            if (await mayRead(user.Key))
            {
                found.AddRange(user);
            }
        }
    }

    private GrainRef<IPresenceGrain> Presence => grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(tenant));

    private GrainRef<IDatasiteGrain> Datasite(string user) => grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(tenant, user));
}
