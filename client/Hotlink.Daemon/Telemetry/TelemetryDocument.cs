namespace Hotlink.Daemon.Telemetry;

/// <summary>
/// What <c>hotlink_telemetry.json</c> holds: the keys that today's tools read (client-behaviour, section 9), and what they lack. Packets are
/// data frames, bytes are payload bytes, times are milliseconds. Counters begin with the process.
/// </summary>
public sealed record TelemetryDocument
{
    /// <summary><c>hotlink_relay</c>: everything goes through the relay.</summary>
    public string Mode { get; init; } = "hotlink_relay";

    /// <summary>Whether going through the relay counts as a failure: never here.</summary>
    public bool BenchStrict { get; init; }

    /// <summary>When the process began, Unix time.</summary>
    public required long StartedMs { get; init; }

    /// <summary>When this was written, Unix time.</summary>
    public required long UpdatedMs { get; init; }

    /// <summary>Whose datasite it is.</summary>
    public required string User { get; init; }

    /// <summary>Whether there is a connection to the relay.</summary>
    public required bool Connected { get; init; }

    /// <summary>How often the connection to the relay came up.</summary>
    public required long Links { get; init; }

    /// <summary>Frames handed to the connection, repeated ones too.</summary>
    public required long TxPackets { get; init; }

    /// <summary>Their bytes.</summary>
    public required long TxBytes { get; init; }

    /// <summary>Those of them that went to the peer directly.</summary>
    public long TxP2pPackets { get; init; }

    /// <summary>Those of them that went through the relay.</summary>
    public required long TxWsPackets { get; init; }

    /// <summary>From the decision to send a piece until the stream had taken it: the mean.</summary>
    public required double TxAvgSendMs { get; init; }

    /// <summary>The longest of these times.</summary>
    public required double TxMaxSendMs { get; init; }

    /// <summary>Frames that came from the relay.</summary>
    public required long RxPackets { get; init; }

    /// <summary>Their bytes.</summary>
    public required long RxBytes { get; init; }

    /// <summary>From the arrival of a piece until the application's socket had taken it: the mean.</summary>
    public required double RxAvgWriteMs { get; init; }

    /// <summary>The longest of these times.</summary>
    public required double RxMaxWriteMs { get; init; }

    /// <summary>Offers of direct connections.</summary>
    public long P2pOffers { get; init; }

    /// <summary>Direct connections that came up.</summary>
    public long P2pAnswersOk { get; init; }

    /// <summary>Direct connections that failed.</summary>
    public long P2pAnswersErr { get; init; }

    /// <summary>Sessions for sending that went through the relay.</summary>
    public required long WsFallbacks { get; init; }

    /// <summary>Failures of the strict mode.</summary>
    public long StrictViolations { get; init; }

    /// <summary>Direct connections now.</summary>
    public long WebrtcConnected { get; init; }

    /// <summary>How often bytes came while no application was connected to take them.</summary>
    public required long TcpWriterNotReady { get; init; }

    /// <summary>Pieces that were held for an application that was not connected yet.</summary>
    public required long TcpFrameBuffered { get; init; }

    /// <summary>Pieces that were held in vain: their streams have failed.</summary>
    public required long TcpFrameDroppedTimeout { get; init; }

    /// <summary>Sessions that this side or the other rejected.</summary>
    public required long Rejects { get; init; }

    /// <summary>Messages that the protocol doesn't allow, and were refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Streams that went on in a new session.</summary>
    public required long Resumes { get; init; }

    /// <summary>How often a stream stood still for five seconds.</summary>
    public required long Stalls { get; init; }

    /// <summary>The last thing that went wrong, in words; empty where nothing did.</summary>
    public required string LastError { get; init; }

    /// <summary>What there is now.</summary>
    public required LiveTelemetry Live { get; init; }
}
