namespace Hotlink.Devstack.Telemetry;

/// <summary>A daemon's counters at one moment (client behaviour, section 9, and what our daemon adds to it).</summary>
internal sealed record TelemetrySnapshot
{
    public DateTimeOffset Updated { get; init; }

    public long SentBytes { get; init; }

    public long SentFrames { get; init; }

    public long ReceivedBytes { get; init; }

    public long ReceivedFrames { get; init; }

    /// <summary>Whether the daemon has its connection to the relay; null where it doesn't say.</summary>
    public bool? Linked { get; init; }

    /// <summary>How often an open was rejected; null where it doesn't say.</summary>
    public long? Rejects { get; init; }

    public string LastError { get; init; } = "";

    /// <summary>How bytes travel: relay or p2p.</summary>
    public string Path { get; init; } = "";

    public IReadOnlyList<SessionTelemetry> Sessions { get; init; } = [];

    /// <summary>Local ports of tunnels on which an application is connected.</summary>
    public IReadOnlyDictionary<int, bool> Tunnels { get; init; } = new Dictionary<int, bool>();

    /// <summary>How often streams went on in a new session.</summary>
    public long Resumes { get; init; }

    public long Moved => SentBytes + ReceivedBytes;
}
