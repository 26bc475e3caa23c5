using System.Runtime.ExceptionServices;
using Hotlink.Domain.Access;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Files;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Relay;

/// <summary>Who gets a file or a manifest, and the sending of it.</summary>
internal sealed class FileAudience(IGrainDirectory grains)
{
    /// <summary>The connections of other users who may read the path.</summary>
    public async ValueTask<IReadOnlyList<Peer>> ReadersOfAsync(ConnectionIdentity sender, string path)
    {
        var datasite = Datasite(sender.Tenant, SessionPaths.DatasiteOf(path));
        var question = new OpenQuestion(sender.Peer.User, path, "");
        var rights = await datasite.CallAsync(question, static (grain, asked) => grain.AuthorizeOpenAsync(asked));
        return rights.AnyReader
            ? await WhereAsync(sender, user => datasite.CallAsync(new AccessQuestion(user, AccessLevel.Read, path), static (grain, asked) => grain.AuthorizeAsync(asked)))
            : await ConnectionsOfAsync(sender, rights.Readers);
    }

    /// <summary>The connections of other users whom an audience hash means.</summary>
    public ValueTask<IReadOnlyList<Peer>> MeantByAsync(ConnectionIdentity sender, string audience) =>
        WhereAsync(sender, user => new(audience == AudienceHash.Public || audience == AudienceHash.Of(user)));

    /// <summary>
    /// Sends a frame to connections, and takes it over. Nobody is waited for: a peer that lets too much pile up is cut off. One that can't be
    /// reached keeps it from no other; then it fails at the end.
    /// </summary>
    public async ValueTask SendAsync(ConnectionIdentity sender, IReadOnlyList<Peer> peers, Frame frame)
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var peer in peers)
        {
            try
            {
                await SendAsync(sender, peer, frame);
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        frame.Release();
        failure?.Throw();
    }

    private async ValueTask SendAsync(ConnectionIdentity sender, Peer peer, Frame frame)
    {
        frame.Retain();
        var batch = FrameBatch.Rent();
        batch.Add(frame);
        var lease = batch.Lease;
        try
        {
            var connection = grains.GetGrain<IConnectionGrain>(GrainKeys.Connection(sender.Tenant, peer.User, peer.Connection));
            await connection.CallAsync(new Delivery("", batch), static (grain, delivery) => grain.DeliverAsync(delivery));
        }
        catch (Exception exception) when (exception is not TimeoutException) // After one, somebody may still work on it.
        {
            batch.Abandon(lease);
            throw;
        }
    }

    private async ValueTask<IReadOnlyList<Peer>> WhereAsync(ConnectionIdentity sender, Func<string, ValueTask<bool>> isMeant)
    {
        var presence = grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(sender.Tenant));
        var online = await presence.CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(null, static (grain, wait) => grain.OnlineAsync(wait));
        var found = new List<Peer>();
        foreach (var user in online.Where(peer => peer.User != sender.Peer.User).GroupBy(peer => peer.User))
        {
            if (await isMeant(user.Key))
            {
                found.AddRange(user);
            }
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<Peer>> ConnectionsOfAsync(ConnectionIdentity sender, IReadOnlyList<string> users)
    {
        var found = new List<Peer>();
        foreach (var user in users.Where(user => user != sender.Peer.User))
        {
            found.AddRange(await Datasite(sender.Tenant, user)
                .CallAsync<WaitingOpen?, IReadOnlyList<Peer>>(null, static (grain, wait) => grain.ConnectionsAsync(wait)));
        }

        return found;
    }

    private GrainRef<IDatasiteGrain> Datasite(string tenant, string user) => grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(tenant, user));
}
