using Hotlink.Domain.Sessions;

namespace Hotlink.Silo.Orleans;

/// <summary>Turns a <see cref="Peer"/> into its surrogate and back.</summary>
[RegisterConverter]
internal sealed class PeerConverter : IConverter<Peer, PeerSurrogate>
{
    public Peer ConvertFromSurrogate(in PeerSurrogate surrogate) => new(surrogate.User, surrogate.Connection);

    public PeerSurrogate ConvertToSurrogate(in Peer value) => new() { User = value.User, Connection = value.Connection };
}
