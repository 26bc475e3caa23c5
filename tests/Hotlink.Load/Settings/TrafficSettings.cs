using Hotlink.Protocol;

namespace Hotlink.Load.Settings;

/// <summary>What is sent, by how many, for how long.</summary>
internal sealed record TrafficSettings
{
    /// <summary>How many pairs of users talk.</summary>
    public int Pairs { get; init; } = 1;

    /// <summary>How many sessions each pair has, in each direction that the mode uses.</summary>
    public int SessionsPerPair { get; init; } = 1;

    /// <summary>How long a payload is.</summary>
    public int PayloadBytes { get; init; } = 1024;

    /// <summary>How long is measured.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many messages each session sends while measured, in place of a duration.</summary>
    public long? Count { get; init; }

    /// <summary>How long traffic runs before it is measured.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the peers speak.</summary>
    public WireEncoding Encoding { get; init; } = WireEncoding.MsgPack;

    /// <summary>Whether frames are masked with random keys, not with zero.</summary>
    public bool RandomMasks { get; init; }
}
