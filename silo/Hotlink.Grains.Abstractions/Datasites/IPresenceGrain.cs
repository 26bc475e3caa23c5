using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>
/// Who is online in a tenant, for opens that name no recipient on paths whose readers can't be listed, and the opens of that kind that
/// wait. Not asked on any other way.
/// </summary>
[Alias("hotlink.IPresenceGrain")]
public interface IPresenceGrain : IHotlinkGrain
{
    /// <summary>A connection begins.</summary>
    /// <returns>The opens that wait for somebody.</returns>
    [Alias("Attach")]
    ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(Peer peer);

    /// <summary>A connection ended.</summary>
    [Alias("Detach")]
    ValueTask<bool> DetachAsync(Peer peer);

    /// <summary>Everybody who is online. Where <paramref name="wait"/> is given, the open waits for more.</summary>
    [Alias("Online")]
    ValueTask<IReadOnlyList<Peer>> OnlineAsync(WaitingOpen? wait);

    /// <summary>The open waits no longer.</summary>
    [Alias("StopWaiting")]
    ValueTask<bool> StopWaitingAsync(WaitingOpen open);
}
