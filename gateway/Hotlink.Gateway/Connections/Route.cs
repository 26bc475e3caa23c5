using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// One session that a connection has a part in: where its messages go, and what of them waits. It is its own inbox, for there are as many
/// as sessions.
/// </summary>
internal sealed class Route(string sessionId, GrainRef<ISessionGrain>? session, bool isSender) : Inbox
{
    /// <summary>The session's id.</summary>
    public string SessionId => sessionId;

    /// <summary>The session's grain.</summary>
    public GrainRef<ISessionGrain> Session => session ?? throw new InvalidOperationException("The general route has no session.");

    /// <summary>Whether this connection is the session's sender.</summary>
    public bool IsSender => isSender;

    /// <summary>The session's path.</summary>
    public ReadOnlySpan<char> Path => GrainKeys.PathOf(Session.Key);

    /// <summary>Whether the session's grain knows of it, as far as this connection knows: not before its open was answered.</summary>
    public volatile bool IsEstablished = !isSender;

    /// <summary>How many opens of this connection wait for the session to be over, to begin it anew.</summary>
    public int PendingOpens;

    /// <summary>Whether the session is over for this connection: what still comes for it goes nowhere.</summary>
    public volatile bool IsOver;

    /// <summary>Whether the route is listed to be looked after when the bytes that arrived are used up.</summary>
    public bool IsTouched { get; set; }
}
