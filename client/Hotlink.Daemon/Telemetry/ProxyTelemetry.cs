namespace Hotlink.Daemon.Telemetry;

/// <summary>A tunnel.</summary>
public sealed record ProxyTelemetry
{
    /// <summary>The local port.</summary>
    public required int Port { get; init; }

    /// <summary>The first party of the marker.</summary>
    public required string From { get; init; }

    /// <summary>The second party of the marker.</summary>
    public required string To { get; init; }

    /// <summary>Whether an application is connected.</summary>
    public required bool Connected { get; init; }

    /// <summary>The channel's directory.</summary>
    public required string Channel { get; init; }

    /// <summary>Where the tunnel stands: <c>listening</c>, <c>busy</c>, …</summary>
    public required string State { get; init; }

    /// <summary>Bytes from the application to the peer.</summary>
    public required long TxBytes { get; init; }

    /// <summary>Pieces of them.</summary>
    public required long TxPackets { get; init; }

    /// <summary>Bytes from the peer to the application.</summary>
    public required long RxBytes { get; init; }

    /// <summary>Pieces of them.</summary>
    public required long RxPackets { get; init; }

    /// <summary>Bytes that wait for an application that is not connected yet.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>The last thing that went wrong; empty where nothing did.</summary>
    public required string LastError { get; init; }
}
