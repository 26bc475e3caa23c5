using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>Who is at the other end of a connection.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Peer">The user, and the connection's own id.</param>
/// <param name="Encoding">How messages to the peer are encoded.</param>
/// <param name="ExpiresAt">When the peer's right to be here ends.</param>
/// <param name="HasVersion">Whether its client named a version.</param>
internal sealed record ConnectionIdentity(string Tenant, Peer Peer, WireEncoding Encoding, DateTimeOffset? ExpiresAt, bool HasVersion)
{
    /// <summary>The key of the connection's grain.</summary>
    public string Key { get; } = GrainKeys.Connection(Tenant, Peer.User, Peer.Connection);
}
