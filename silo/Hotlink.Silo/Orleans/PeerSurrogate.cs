using Hotlink.Domain.Sessions;

namespace Hotlink.Silo.Orleans;

/// <summary>A <see cref="Peer"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("hotlink.Peer")]
internal struct PeerSurrogate
{
    [Id(0)]
    public string User;

    [Id(1)]
    public string Connection;
}
