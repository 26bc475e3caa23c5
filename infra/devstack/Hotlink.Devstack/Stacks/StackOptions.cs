using Hotlink.Devstack.Channels;

namespace Hotlink.Devstack.Stacks;

/// <summary>What a stack is to be.</summary>
internal sealed record StackOptions
{
    public required IReadOnlyList<PartySpec> Parties { get; init; }

    /// <summary>1: one process with the local grains. More: a cluster.</summary>
    public int RelayNodes { get; init; } = 1;

    /// <summary>Whether the daemons reach the relay by way of links that can be cut.</summary>
    public bool Links { get; init; }

    public ChannelStyle Channels { get; init; } = ChannelStyle.None;

    public string Flow { get; init; } = "devstack";

    /// <summary>Parties whose daemon isn't started yet.</summary>
    public IReadOnlySet<int> Late { get; init; } = new HashSet<int>();
}
