namespace Hotlink.Client;

/// <summary>How one direction of a stream has fared so far. Counts payload bytes.</summary>
public sealed record HotlinkStatistics
{
    /// <summary>What the two ends have agreed on.</summary>
    public required HotlinkMode Mode { get; init; }

    /// <summary>Bytes that went over the wire for the first time, or came in order.</summary>
    public required long Bytes { get; init; }

    /// <summary>Data frames sent or received, repetitions included.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames that were sent again, or came again.</summary>
    public required long RepeatedFrames { get; init; }

    /// <summary>Bytes that wait: for the acknowledgement when sending, for the application when receiving.</summary>
    public required long WaitingBytes { get; init; }

    /// <summary>How often the stream went on in a new session.</summary>
    public required int Resumes { get; init; }

    /// <summary>For how long in all the sender had bytes and no credit. Zero when receiving.</summary>
    public required TimeSpan CreditWait { get; init; }

    /// <summary>The last measured time from a question to the peer to its answer; zero where none was measured.</summary>
    public required TimeSpan RoundTrip { get; init; }

    /// <summary>Who holds it up, where it stands still.</summary>
    public required HotlinkStallCause Stall { get; init; }
}
