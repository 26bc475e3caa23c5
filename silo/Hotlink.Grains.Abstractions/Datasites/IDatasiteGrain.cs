using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>A datasite and its owner: the access rules of its paths, the owner's live connections, the opens that wait for the owner.</summary>
[Alias("hotlink.IDatasiteGrain")]
public interface IDatasiteGrain : IHotlinkGrain
{
    /// <summary>Whether a user may do something with a path of this datasite.</summary>
    [Alias("Authorize")]
    ValueTask<bool> AuthorizeAsync(AccessQuestion question);

    /// <summary>Whether a session may be opened, and who may read it.</summary>
    [Alias("AuthorizeOpen")]
    ValueTask<OpenRights> AuthorizeOpenAsync(OpenQuestion question);

    /// <summary>Remembers a session grain that is to hear of changes to the access rules.</summary>
    [Alias("Watch")]
    ValueTask<bool> WatchAsync(string sessionKey);

    /// <summary>Forgets it.</summary>
    [Alias("Unwatch")]
    ValueTask<bool> UnwatchAsync(string sessionKey);

    /// <summary>The session grains that are to hear of changes to the access rules.</summary>
    [Alias("Watchers")]
    ValueTask<IReadOnlyList<string>> WatchersAsync();

    /// <summary>The owner has a new connection.</summary>
    /// <returns>The opens that wait for the owner.</returns>
    [Alias("Attach")]
    ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(string connection);

    /// <summary>A connection of the owner ended.</summary>
    [Alias("Detach")]
    ValueTask<bool> DetachAsync(string connection);

    /// <summary>The owner's live connections. Where <paramref name="wait"/> is given, the open waits for more.</summary>
    [Alias("Connections")]
    ValueTask<IReadOnlyList<Peer>> ConnectionsAsync(WaitingOpen? wait);

    /// <summary>The open waits no longer.</summary>
    [Alias("StopWaiting")]
    ValueTask<bool> StopWaitingAsync(WaitingOpen open);
}
