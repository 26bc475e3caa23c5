namespace Hotlink.Client;

/// <summary>What one client has moved since it was made, ended streams included. Counts data frames, repeated ones too, and their payload bytes.</summary>
public sealed record HotlinkTotals
{
    /// <summary>Data frames handed to the connection.</summary>
    public required long SentFrames { get; init; }

    /// <summary>Their payload bytes.</summary>
    public required long SentBytes { get; init; }

    /// <summary>Data frames that came from the relay for a session that was known.</summary>
    public required long ReceivedFrames { get; init; }

    /// <summary>Their payload bytes.</summary>
    public required long ReceivedBytes { get; init; }

    /// <summary>How often the connection to the relay came up.</summary>
    public required long Links { get; init; }
}
