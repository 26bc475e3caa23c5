using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>
/// The sessions of one directional path (tenant, sender, path). Answers go to the asker by return value; what others must know goes out
/// through their connection grains. Calls interleave; a session's frames stay in order as long as its sender awaits each call.
/// </summary>
[Alias("hotlink.ISessionGrain")]
public interface ISessionGrain : IHotlinkGrain
{
    /// <summary>Opens a session.</summary>
    [Alias("Open")]
    ValueTask<OpenAnswer> OpenAsync(OpenRequest request);

    /// <summary>A reader accepts.</summary>
    /// <returns>Why it was refused, or <see cref="ReasonCode.None"/>.</returns>
    [Alias("Accept")]
    ValueTask<ReasonCode> AcceptAsync(SessionMessage message);

    /// <summary>A reader declines.</summary>
    /// <returns><see cref="ReasonCode.UnknownSession"/> where it has no part in the session.</returns>
    [Alias("Reject")]
    ValueTask<ReasonCode> RejectAsync(SessionMessage message);

    /// <summary>A peer ends its part.</summary>
    /// <returns><see cref="ReasonCode.UnknownSession"/> where it has no part in the session.</returns>
    [Alias("Close")]
    ValueTask<ReasonCode> CloseAsync(SessionMessage message);

    /// <summary>
    /// Takes frames on. Completes when every receiver's queue has taken them: whoever awaits it is slowed to the pace of the slowest.
    /// </summary>
    /// <returns>Why they were refused, or <see cref="ReasonCode.None"/>.</returns>
    [Alias("Relay")]
    ValueTask<ReasonCode> RelayAsync(SessionFrames frames);

    /// <summary>A peer's connection ended, or can't go on with this session.</summary>
    [Alias("PeerGone")]
    ValueTask<ReasonCode> PeerGoneAsync(SessionPeer peer);

    /// <summary>A reader came online while the session waits for one.</summary>
    [Alias("ReaderOnline")]
    ValueTask<ReasonCode> ReaderOnlineAsync(SessionPeer reader);

    /// <summary>The access rules of the path's datasite changed.</summary>
    [Alias("AccessChanged")]
    ValueTask<ReasonCode> AccessChangedAsync();

    /// <summary>A node is gone: peers that it held are, too. Or nobody knows of one yet, and a peer only asks whether the session is there.</summary>
    /// <returns><see cref="ReasonCode.UnknownSession"/> where the session itself was lost with it.</returns>
    [Alias("NodeLost")]
    ValueTask<ReasonCode> NodeLostAsync(LostNode lost);

    /// <summary>The same user opens the id again on a new connection: the session makes way.</summary>
    [Alias("Supersede")]
    ValueTask<ReasonCode> SupersedeAsync(string sessionId);
}
