using Hotlink.Devstack.Channels;

namespace Hotlink.Devstack.Stacks;

/// <summary>
/// All ports of a stack follow from one number: a channel's by BioVault's formula in the hundreds from the base, the stack's own in the
/// same block above them.
/// </summary>
/// <param name="Base">The base.</param>
/// <param name="Parties">How many parties there are.</param>
internal sealed record PortPlan(int Base, int Parties)
{
    /// <summary>The lowest base, as with BioVault.</summary>
    public const int LowestBase = 20_000;

    /// <summary>More would let channels' ports run into the stack's own.</summary>
    public const int MaxParties = 16;

    /// <summary>Below Linux's range for outgoing connections, so that a chosen port isn't lost to one before it is used.</summary>
    private const int Ceiling = 32_768;
    private const int RelayOffset = 500;
    private const int SiloOffset = 540;
    private const int LinkOffset = 600;
    private const int DirectOffset = 700;
    private const int PortsPerBlock = 1000;

    /// <summary>The highest base from which all ports stay below the ceiling.</summary>
    public static int HighestBase(int parties) => Ceiling - (PortsPerBlock * parties) - 1;

    /// <summary>The local port of one party for its channel with another.</summary>
    public int Channel(int party, int peer) => ChannelPorts.Local(Base, party, peer, Parties);

    public int Relay(int node) => Base + RelayOffset + node;

    public int Silo(int node) => Base + SiloOffset + (2 * node);

    public int SiloGateway(int node) => Silo(node) + 1;

    /// <summary>Where a party's daemon finds the relay when its link goes by way of the devstack.</summary>
    public int Link(int party) => Base + LinkOffset + party;

    /// <summary>For two parties that talk without tunnels.</summary>
    public int Direct(int party, int peer) => Base + DirectOffset + ChannelPorts.Offset(party, peer, Parties);

    /// <summary>Every port that may be used.</summary>
    public IEnumerable<int> All(int nodes) =>
    [
        .. from party in Enumerable.Range(0, Parties) from peer in Enumerable.Range(0, Parties) where party != peer select Channel(party, peer),
        .. from party in Enumerable.Range(0, Parties) from peer in Enumerable.Range(0, party) select Direct(peer, party),
        .. Enumerable.Range(0, nodes).SelectMany(node => new[] { Relay(node), Silo(node), SiloGateway(node) }),
        .. Enumerable.Range(0, Parties).Select(Link),
    ];

    /// <summary>A base from which every port is free and none belongs to another stack; the search begins anywhere.</summary>
    /// <exception cref="DevstackException">There is none.</exception>
    public static PortPlan Choose(int parties, int nodes, int seed, Func<int, bool> isFree, IReadOnlySet<int> taken)
    {
        var span = HighestBase(parties) - LowestBase + 1;
        for (var attempt = 0; attempt < span; attempt++)
        {
            var plan = new PortPlan(LowestBase + (int)(((uint)seed + (uint)attempt) % (uint)span), parties);
            if (plan.All(nodes).All(port => !taken.Contains(port) && isFree(port)))
            {
                return plan;
            }
        }

        throw new DevstackException($"No block of ports for {parties} parties is free between {LowestBase} and {Ceiling}.");
    }
}
