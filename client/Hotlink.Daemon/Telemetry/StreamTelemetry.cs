namespace Hotlink.Daemon.Telemetry;

/// <summary>How one stream fares.</summary>
public sealed record StreamTelemetry
{
    /// <summary>The session's id.</summary>
    public required string Sid { get; init; }

    /// <summary>The path that the sender opened.</summary>
    public required string Path { get; init; }

    /// <summary>The other end as the relay attests it, or as it was named; never taken from the path.</summary>
    public required string Peer { get; init; }

    /// <summary><c>out</c> or <c>in</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>opening</c>, <c>open</c>, <c>suspended</c> or <c>ended</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>greeting</c>, <c>reliable</c> or <c>plain</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The way that the frames take: <c>relay</c>.</summary>
    public string Transport { get; init; } = "relay";

    /// <summary>Payload bytes, each counted once.</summary>
    public required long Bytes { get; init; }

    /// <summary>Frames, repeated ones too.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames that were repeated.</summary>
    public required long RepeatedFrames { get; init; }

    /// <summary>Bytes that wait: for an acknowledgement when sending, for the application when receiving.</summary>
    public required long WaitingBytes { get; init; }

    /// <summary>For how long in all the sender had bytes and no credit.</summary>
    public required double CreditWaitMs { get; init; }

    /// <summary>The last measured round trip to the peer; zero where none was measured.</summary>
    public required double RoundTripMs { get; init; }

    /// <summary>How often it went on in a new session.</summary>
    public required int Resumes { get; init; }

    /// <summary>Who holds it up: <c>own-application</c>, <c>own-link</c>, <c>relay</c>, <c>peer-link</c>, <c>peer-application</c>; empty while it moves.</summary>
    public required string HeldUpBy { get; init; }
}
