using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>One step: what happens, to whom, and a number (bytes, seconds, or readers as a bit set, whatever the kind takes).</summary>
public readonly record struct SessionCommand(SessionCommandKind Kind, int Who, int Amount)
{
    public static readonly IReadOnlyList<Peer> Peers = [Scene.Alice, Scene.AliceElsewhere, Scene.Bob, Scene.BobElsewhere, Scene.Carol];

    public Peer Peer => Peers[Who];

    public Peer[] Chosen
    {
        get
        {
            var bits = Amount;
            return [.. Peers.Where((_, i) => (bits >> i & 1) != 0)];
        }
    }

    public override string ToString() => $"{Kind} {Peer.Connection} {Amount}";
}
