namespace Hotlink.Devstack.Channels;

/// <summary>BioVault's formula: which local port a party's tunnel for a channel has.</summary>
internal static class ChannelPorts
{
    private const int PortsPerParty = 1000;

    /// <summary>The place of a pair of parties among all pairs, from 1: the same in both directions.</summary>
    public static int Offset(int one, int other, int parties)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return (low * parties) - (low * (low + 1) / 2) + (high - low);
    }

    /// <summary>The port of the pair: the <c>port</c> of a marker.</summary>
    public static int Common(int basePort, int one, int other, int parties) => basePort + Offset(one, other, parties);

    /// <summary>The port on which a party reaches its peer: the party's own in <c>ports</c>.</summary>
    public static int Local(int basePort, int party, int peer, int parties) => Common(basePort + (PortsPerParty * party), party, peer, parties);
}
