using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Sessions;

/// <summary>Something that was sent to a peer, and the answer that is awaited once.</summary>
/// <param name="Peer">To whom.</param>
/// <param name="Lane">On which way; <see langword="null"/> where it was taken at once.</param>
/// <param name="Answer">What became of it.</param>
internal readonly record struct PeerCall(Peer Peer, PeerLane? Lane, ValueTask<DeliveryResult> Answer)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsTaken => Lane is null;
}
