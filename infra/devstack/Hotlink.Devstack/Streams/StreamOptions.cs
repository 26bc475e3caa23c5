namespace Hotlink.Devstack.Streams;

/// <summary>What the stream program does with its connection.</summary>
internal sealed record StreamOptions
{
    public required int Port { get; init; }

    /// <summary>How many bytes to send; their values follow from <see cref="SendSeed"/> and their place.</summary>
    public long Send { get; init; }

    public ulong SendSeed { get; init; }

    /// <summary>How many bytes to receive.</summary>
    public long Receive { get; init; }

    public ulong ReceiveSeed { get; init; }

    /// <summary>Reads no faster than this; 0 for as fast as it can.</summary>
    public long ReadRate { get; init; }

    /// <summary>How long nothing may come or be taken.</summary>
    public required TimeSpan Patience { get; init; }
}
